"""Pictures of pages, by signed link."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone

from saolang.files import artist, drawing, limits, page_links, pages, queries, sandbox


def page(request: HttpRequest, token: str, number: int, size: str) -> HttpResponseBase:
    """One page of a file as a picture, for the account the link was made for."""
    link = page_links.read(token)
    if link is None or link.reader != sandbox.reader_of(request):
        raise Http404
    if link.ends_at < timezone.now().timestamp():
        return HttpResponseRedirect(f"{link.back}?anh={number}&co={size}")
    file = queries.with_key(link.key) if size in drawing.SIZES else None
    found = pages.page(file, number) if file else None
    if file is None or found is None or not found.width:
        raise Http404
    picture = default_storage.open(artist.picture_path(file, number, size))
    response = FileResponse(picture, content_type="image/webp")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = f"private, max-age={limits.LINK_SECONDS}"
    return sandbox.closed(response)
