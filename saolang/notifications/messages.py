"""What people are told, in the words they read: kind -> subject and body.

A text names its values as `%(product)s`. A message never carries points or stars that
are not public yet, nor anything about a person but their name.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Message:
    """A subject of one line and a body that says what to do next."""

    subject: Any
    body: Any

    def written(self, values: dict[str, str]) -> tuple[str, str]:
        """Subject and body in the language that is active."""
        subject = " ".join((str(self.subject) % values).split())
        return subject, (str(self.body) % values).strip()


MESSAGES = {
    "file.refused": Message(
        _("Chưa nhận được tệp %(file)s"),
        "%(reason)s",
    ),
    # the producer
    "dossier.receipt": Message(
        _("Đã nhận hồ sơ %(product)s, số %(number)s"),
        _(
            "%(commune)s đã nhận hồ sơ sản phẩm %(product)s của %(producer)s. "
            "Giữ số %(number)s để hỏi khi cần."
        ),
    ),
    "dossier.returned": Message(
        _("Hồ sơ %(product)s cần bổ sung"),
        _(
            "%(office)s trả hồ sơ để bổ sung một lần, đủ các mục sau:\n\n%(items)s\n\n"
            "%(note)s\n\nHạn bổ sung: %(answer_by)s."
        ),
    ),
    "dossier.forwarded": Message(
        _("Hồ sơ %(product)s đã chuyển lên tỉnh"),
        _(
            "%(commune)s đã xem xét xong và chuyển hồ sơ sản phẩm %(product)s lên cơ "
            "quan OCOP cấp tỉnh."
        ),
    ),
    "dossier.received_by_province": Message(
        _("Cấp tỉnh đã nhận hồ sơ %(product)s"),
        _("%(province)s đã nhận hồ sơ sản phẩm %(product)s, số tiếp nhận %(number)s."),
    ),
    "dossier.handed_to_advisory": Message(
        _("Hồ sơ %(product)s đang được thẩm định"),
        _("%(province)s đã giao hồ sơ sản phẩm %(product)s cho Tổ tư vấn thẩm định."),
    ),
    "appraisal.supplement": Message(
        _("Hồ sơ %(product)s cần bổ sung sau thẩm định"),
        _(
            "Tổ tư vấn đề nghị bổ sung hồ sơ sản phẩm %(product)s. "
            "Mở hồ sơ để xem đủ các mục và hạn bổ sung."
        ),
    ),
    "appraisal.not_eligible": Message(
        _("Hồ sơ %(product)s không đủ điều kiện"),
        _(
            "Hồ sơ sản phẩm %(product)s không đủ điều kiện đưa ra Hội đồng. "
            "Mở thông báo để xem lý do."
        ),
    ),
    "dossier.in_round": Message(
        _("%(product)s được đưa vào %(round)s"),
        _(
            "Sản phẩm %(product)s được đưa vào %(round)s. "
            "Bạn sẽ được báo khi có kết quả công bố."
        ),
    ),
    "result.announced": Message(
        _("Đã công bố kết quả của %(product)s"),
        _(
            "Kết quả đánh giá sản phẩm %(product)s đã công bố. Mở thông báo để xem "
            "điểm từng phần, lý do, điều cần cải thiện và quyền khiếu nại."
        ),
    ),
    "certificate.issued": Message(
        _("%(product)s được công nhận %(stars)s sao"),
        _(
            "Giấy chứng nhận số %(number)s của sản phẩm %(product)s đã được cấp, "
            "có hiệu lực đến hết ngày %(last_day)s."
        ),
    ),
    "certificate.revoked": Message(
        _("Giấy chứng nhận %(number)s bị thu hồi"),
        _("Giấy chứng nhận của sản phẩm %(product)s bị thu hồi. Căn cứ: %(ground)s."),
    ),
    # producer and offices to each other
    "note.written": Message(
        _("%(from)s nhắn về hồ sơ %(product)s"),
        _("%(from)s viết về hồ sơ sản phẩm %(product)s:\n\n%(text)s"),
    ),
    # the commune
    "dossier.submitted": Message(
        _("Hồ sơ mới: %(product)s"),
        _("%(producer)s nộp hồ sơ sản phẩm %(product)s, số %(number)s."),
    ),
    "dossier.withdrawn": Message(
        _("%(producer)s rút hồ sơ %(product)s"),
        _("%(producer)s đã rút hồ sơ sản phẩm %(product)s."),
    ),
    "dossier.supplemented": Message(
        _("Đã bổ sung hồ sơ %(product)s"),
        _("%(producer)s, %(commune)s đã bổ sung hồ sơ sản phẩm %(product)s."),
    ),
    "report.proposed": Message(
        _("Trình ký: báo cáo về %(product)s"),
        _("Báo cáo đánh giá sản phẩm %(product)s đang chờ bạn xem và ký."),
    ),
    "report.sent_back": Message(
        _("Báo cáo về %(product)s cần sửa"),
        _("Lãnh đạo gửi lại báo cáo về sản phẩm %(product)s.\n\n%(note)s"),
    ),
    "report.signed": Message(
        _("Báo cáo về %(product)s đã ký"),
        _(
            "Báo cáo đánh giá sản phẩm %(product)s đã ký, mã sản phẩm %(code)s. "
            "Có thể chuyển hồ sơ lên tỉnh."
        ),
    ),
    # the province and its council
    "decision.to_sign": Message(
        _("Trình ký: %(paper)s"),
        _("%(paper)s đang chờ bạn xem và ký."),
    ),
    "appraisal.reported": Message(
        _("Đã thẩm định %(product)s"),
        _("Tổ tư vấn đã có báo cáo thẩm định sản phẩm %(product)s."),
    ),
    "session.invited": Message(
        _("Mời họp Hội đồng: %(session)s"),
        _(
            "Kính mời dự %(session)s lúc %(at)s tại %(place)s. "
            "Phiên họp xem xét %(count)s sản phẩm."
        ),
    ),
    "session.opened": Message(
        _("%(session)s bắt đầu chấm điểm"),
        _("%(session)s đã mở. Phiếu chấm điểm của bạn đang chờ."),
    ),
    "session.sheet_missing": Message(
        _("Còn thiếu phiếu của bạn: %(product)s"),
        _("%(session)s còn chờ phiếu chấm điểm của bạn cho sản phẩm %(product)s."),
    ),
    "session.rescored": Message(
        _("Chấm lại %(product)s"),
        _(
            "%(session)s chấm lại sản phẩm %(product)s. "
            "Phiếu mới của bạn đang chờ; phiếu cũ vẫn được giữ."
        ),
    ),
    "session.concluded": Message(
        _("%(session)s đã kết thúc"),
        _("%(session)s đã kết luận xong %(count)s sản phẩm."),
    ),
    "sheet.receipt": Message(
        _("Đã nhận phiếu chấm điểm: %(product)s"),
        _(
            "Phiếu chấm điểm của bạn cho sản phẩm %(product)s đã ghi nhận lúc %(at)s. "
            "Mã biên nhận: %(code)s. Thư này không ghi điểm."
        ),
    ),
}
