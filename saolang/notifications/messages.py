"""What people are told, in the words they read: kind -> subject and body.

A text names its values as `%(product)s`. A message never carries points or stars that
are not public yet, nor anything about a person but their name. An administrator may put
other words in the place of these (`MessageText`); the values stay the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from saolang.notifications.rules import filling

# what a person may switch on and off together
IMPORTANT, DEADLINE, ROAD = "important", "deadline", "road"
TALK, COUNCIL, OFFICE, DIGEST = "talk", "council", "office", "digest"
GROUPS: Mapping[str, Any] = {
    IMPORTANT: _("Việc quan trọng: hồ sơ bị trả, quá hạn, kết quả, giấy chứng nhận"),
    DEADLINE: _("Nhắc hạn"),
    ROAD: _("Hồ sơ đi đến đâu"),
    TALK: _("Lời nhắn giữa cơ sở và cơ quan"),
    COUNCIL: _("Họp Hội đồng và phiếu chấm"),
    OFFICE: _("Việc ở cơ quan: hồ sơ mới, trình ký"),
}


@dataclass(frozen=True)
class Message:
    """The group it belongs to, a subject of one line, a body that says what to do."""

    group: str
    subject: Any
    body: Any

    @property
    def values(self) -> list[str]:
        """The names of the values it is told with."""
        return filling.marks(str(self.subject), str(self.body))

    def written(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Subject and body in the language that is active."""
        return (
            filling.fill_line(str(self.subject), values),
            filling.fill(str(self.body), values),
        )


MESSAGES = {
    "file.refused": Message(
        ROAD,
        _("Chưa nhận được tệp %(file)s"),
        "%(reason)s",
    ),
    # the producer
    "dossier.receipt": Message(
        ROAD,
        _("Đã nhận hồ sơ %(product)s, số %(number)s"),
        _(
            "%(commune)s đã nhận hồ sơ sản phẩm %(product)s của %(producer)s. "
            "Giữ số %(number)s để hỏi khi cần."
        ),
    ),
    "dossier.returned": Message(
        IMPORTANT,
        _("Hồ sơ %(product)s cần bổ sung"),
        _(
            "%(office)s trả hồ sơ để bổ sung một lần, đủ các mục sau:\n\n%(items)s\n\n"
            "%(note)s\n\nHạn bổ sung: %(answer_by)s."
        ),
    ),
    "dossier.forwarded": Message(
        ROAD,
        _("Hồ sơ %(product)s đã chuyển lên tỉnh"),
        _(
            "%(commune)s đã xem xét xong và chuyển hồ sơ sản phẩm %(product)s lên cơ "
            "quan OCOP cấp tỉnh."
        ),
    ),
    "dossier.received_by_province": Message(
        ROAD,
        _("Cấp tỉnh đã nhận hồ sơ %(product)s"),
        _("%(province)s đã nhận hồ sơ sản phẩm %(product)s, số tiếp nhận %(number)s."),
    ),
    "dossier.handed_to_advisory": Message(
        ROAD,
        _("Hồ sơ %(product)s đang được thẩm định"),
        _("%(province)s đã giao hồ sơ sản phẩm %(product)s cho Tổ tư vấn thẩm định."),
    ),
    "appraisal.supplement": Message(
        IMPORTANT,
        _("Hồ sơ %(product)s cần bổ sung sau thẩm định"),
        _(
            "Tổ tư vấn đề nghị bổ sung hồ sơ sản phẩm %(product)s. "
            "Mở hồ sơ để xem đủ các mục và hạn bổ sung."
        ),
    ),
    "appraisal.not_eligible": Message(
        IMPORTANT,
        _("Hồ sơ %(product)s không đủ điều kiện"),
        _(
            "Hồ sơ sản phẩm %(product)s không đủ điều kiện đưa ra Hội đồng. "
            "Mở thông báo để xem lý do."
        ),
    ),
    "dossier.in_round": Message(
        ROAD,
        _("%(product)s được đưa vào %(round)s"),
        _(
            "Sản phẩm %(product)s được đưa vào %(round)s. "
            "Bạn sẽ được báo khi có kết quả công bố."
        ),
    ),
    "result.announced": Message(
        IMPORTANT,
        _("Đã công bố kết quả của %(product)s"),
        _(
            "Kết quả đánh giá sản phẩm %(product)s đã công bố. Mở thông báo để xem "
            "điểm từng phần, lý do, điều cần cải thiện và quyền khiếu nại."
        ),
    ),
    "certificate.issued": Message(
        IMPORTANT,
        _("%(product)s được công nhận %(stars)s sao"),
        _(
            "Giấy chứng nhận số %(number)s của sản phẩm %(product)s đã được cấp, "
            "có hiệu lực đến hết ngày %(last_day)s."
        ),
    ),
    "certificate.revoked": Message(
        IMPORTANT,
        _("Giấy chứng nhận %(number)s bị thu hồi"),
        _("Giấy chứng nhận của sản phẩm %(product)s bị thu hồi. Căn cứ: %(ground)s."),
    ),
    # producer and offices to each other
    "note.written": Message(
        TALK,
        _("%(from)s nhắn về hồ sơ %(product)s"),
        _("%(from)s viết về hồ sơ sản phẩm %(product)s:\n\n%(text)s"),
    ),
    # the commune
    "dossier.submitted": Message(
        OFFICE,
        _("Hồ sơ mới: %(product)s"),
        _("%(producer)s nộp hồ sơ sản phẩm %(product)s, số %(number)s."),
    ),
    "dossier.withdrawn": Message(
        OFFICE,
        _("%(producer)s rút hồ sơ %(product)s"),
        _("%(producer)s đã rút hồ sơ sản phẩm %(product)s."),
    ),
    "dossier.supplemented": Message(
        OFFICE,
        _("Đã bổ sung hồ sơ %(product)s"),
        _("%(producer)s, %(commune)s đã bổ sung hồ sơ sản phẩm %(product)s."),
    ),
    "report.proposed": Message(
        OFFICE,
        _("Trình ký: báo cáo về %(product)s"),
        _("Báo cáo đánh giá sản phẩm %(product)s đang chờ bạn xem và ký."),
    ),
    "report.sent_back": Message(
        OFFICE,
        _("Báo cáo về %(product)s cần sửa"),
        _("Lãnh đạo gửi lại báo cáo về sản phẩm %(product)s.\n\n%(note)s"),
    ),
    "report.signed": Message(
        OFFICE,
        _("Báo cáo về %(product)s đã ký"),
        _(
            "Báo cáo đánh giá sản phẩm %(product)s đã ký, mã sản phẩm %(code)s. "
            "Có thể chuyển hồ sơ lên tỉnh."
        ),
    ),
    # the province and its council
    "decision.to_sign": Message(
        OFFICE,
        _("Trình ký: %(paper)s"),
        _("%(paper)s đang chờ bạn xem và ký."),
    ),
    "appraisal.reported": Message(
        OFFICE,
        _("Đã thẩm định %(product)s"),
        _("Tổ tư vấn đã có báo cáo thẩm định sản phẩm %(product)s."),
    ),
    "session.invited": Message(
        COUNCIL,
        _("Mời họp Hội đồng: %(session)s"),
        _(
            "Kính mời dự %(session)s lúc %(at)s tại %(place)s. "
            "Phiên họp xem xét %(count)s sản phẩm."
        ),
    ),
    "session.opened": Message(
        COUNCIL,
        _("%(session)s bắt đầu chấm điểm"),
        _("%(session)s đã mở. Phiếu chấm điểm của bạn đang chờ."),
    ),
    "session.sheet_missing": Message(
        COUNCIL,
        _("Còn thiếu phiếu của bạn: %(product)s"),
        _("%(session)s còn chờ phiếu chấm điểm của bạn cho sản phẩm %(product)s."),
    ),
    "session.rescored": Message(
        COUNCIL,
        _("Chấm lại %(product)s"),
        _(
            "%(session)s chấm lại sản phẩm %(product)s. "
            "Phiếu mới của bạn đang chờ; phiếu cũ vẫn được giữ."
        ),
    ),
    "session.concluded": Message(
        OFFICE,
        _("%(session)s đã kết thúc"),
        _("%(session)s đã kết luận xong %(count)s sản phẩm."),
    ),
    "sheet.receipt": Message(
        COUNCIL,
        _("Đã nhận phiếu chấm điểm: %(product)s"),
        _(
            "Phiếu chấm điểm của bạn cho sản phẩm %(product)s đã ghi nhận lúc %(at)s. "
            "Mã biên nhận: %(code)s. Thư này không ghi điểm."
        ),
    ),
    # deadlines: the producer's
    "deadline.answer_near": Message(
        DEADLINE,
        _("Còn %(days)s ngày để bổ sung hồ sơ %(product)s"),
        _(
            "%(office)s chờ bản bổ sung hồ sơ sản phẩm %(product)s đến hết ngày "
            "%(day)s. Mở hồ sơ để xem còn điểm nào chưa trả lời."
        ),
    ),
    "deadline.answer_last": Message(
        DEADLINE,
        _("Hôm nay là hạn bổ sung hồ sơ %(product)s"),
        _(
            "Hạn bổ sung hồ sơ sản phẩm %(product)s là hết hôm nay, ngày %(day)s. "
            "Nộp lại cho %(office)s trong hôm nay."
        ),
    ),
    "deadline.answer_missed": Message(
        IMPORTANT,
        _("Đã quá hạn bổ sung hồ sơ %(product)s"),
        _(
            "Hạn bổ sung hồ sơ sản phẩm %(product)s là ngày %(day)s và đã qua. Hồ sơ "
            "vẫn mở: hãy nộp sớm nhất có thể, hoặc báo %(office)s nếu cần thêm thời "
            "gian."
        ),
    ),
    "deadline.round": Message(
        DEADLINE,
        _("Còn %(days)s ngày để nộp hồ sơ %(product)s kịp đợt %(round)s"),
        _(
            "Muốn kịp đợt %(round)s, hồ sơ sản phẩm %(product)s phải nộp cho "
            "%(commune)s chậm nhất ngày %(day)s: xã có 15 ngày làm việc, tỉnh nhận đến "
            "trước ngày %(cutoff)s."
        ),
    ),
    "paper.ends_early": Message(
        DEADLINE,
        _("Giấy trong hồ sơ %(product)s hết hạn trước đợt %(round)s"),
        _(
            "Đến ngày chấm của đợt %(round)s (trước %(day)s), các giấy sau trong hồ sơ "
            "sản phẩm %(product)s không còn hạn:\n\n%(papers)s\n\nHãy xin giấy mới và "
            "thay giấy cũ trong kho giấy tờ."
        ),
    ),
    # deadlines: the offices'
    "deadline.answer_overdue": Message(
        OFFICE,
        _("%(producer)s chưa bổ sung hồ sơ %(product)s"),
        _(
            "Hạn bổ sung hồ sơ sản phẩm %(product)s của %(producer)s là ngày %(day)s "
            "và đã qua. Cơ sở đã được nhắc."
        ),
    ),
    "deadline.check_near": Message(
        DEADLINE,
        _("Còn %(days)s ngày làm việc: hồ sơ %(product)s"),
        _(
            "%(commune)s phải chuyển hồ sơ sản phẩm %(product)s lên tỉnh chậm nhất "
            "ngày %(day)s (15 ngày làm việc)."
        ),
    ),
    "deadline.check_last": Message(
        DEADLINE,
        _("Hôm nay là hạn xử lý hồ sơ %(product)s"),
        _(
            "Hôm nay, ngày %(day)s, là ngày cuối trong 15 ngày làm việc của "
            "%(commune)s cho hồ sơ sản phẩm %(product)s."
        ),
    ),
    "deadline.check_missed": Message(
        IMPORTANT,
        _("Quá hạn xử lý hồ sơ %(product)s"),
        _(
            "Hạn 15 ngày làm việc của %(commune)s cho hồ sơ sản phẩm %(product)s là "
            "ngày %(day)s và đã qua. Hồ sơ chưa chuyển lên tỉnh."
        ),
    ),
    # the road of a dossier, told to those who wait for it or must act
    "dossier.taken_in": Message(
        ROAD,
        _("%(commune)s bắt đầu kiểm tra hồ sơ %(product)s"),
        _(
            "%(commune)s đã tiếp nhận và bắt đầu kiểm tra hồ sơ sản phẩm %(product)s. "
            "Bạn chưa phải làm gì; có tin, bạn sẽ được báo."
        ),
    ),
    "appraisal.asked": Message(
        OFFICE,
        _("Hồ sơ cần thẩm định: %(product)s"),
        _("%(province)s giao Tổ tư vấn thẩm định hồ sơ sản phẩm %(product)s."),
    ),
    "dossier.off_round": Message(
        ROAD,
        _("%(product)s được đưa ra khỏi %(round)s"),
        _(
            "Sản phẩm %(product)s không còn trong danh sách của %(round)s và chờ phiên "
            "khác. Bạn chưa phải làm gì."
        ),
    ),
    # one letter in the morning instead of many in the day
    "digest.morning": Message(
        DIGEST,
        _("Việc hôm nay: %(count)s hồ sơ cần bạn"),
        "%(lines)s",
    ),
}
