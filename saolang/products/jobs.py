"""What is done for products while nobody waits."""

from saolang.products import finding
from saolang.products.models import Product
from saolang.tasks import queue
from saolang.tasks.models import Job


@queue.every(minutes=24 * 60)
def refresh_index(job: Job) -> None:
    """Producers are renamed and places merge: read every product's words anew."""
    products = Product.objects.select_related("producer", "commune__parent")
    finding.remember_all(products.order_by("pk").iterator(chunk_size=500))
