"""Checks of events: one line in the setting for each, dates inside the run, and no circles of conditions."""

from __future__ import annotations

from ._chains import circles, told
from ._check_names import check_nodes
from ._entries import Event
from ._folder import Files
from ._ledger import Ledger
from ._setting import Setting, SettingEvent
from ._tree import Document


def check_events(files: Files) -> None:
    """Check the events of the setting against those of the ledger."""
    setting: Setting | None = files.objects["setting.yaml"]
    ledger: Ledger | None = files.objects["ledger.yaml"]
    if setting is None:
        return
    document = files.documents["setting.yaml"]
    events = [name for name in files.declared["event"] if not name.startswith("XE")]
    missing = [name for name in events if document.key("events", name) is document.find("events")]
    if missing:
        document.fault(
            document.key("events"),
            f"events of the ledger without a line here: {', '.join(missing)}.",
            "Give each a date, a condition, or `outside:` with the reason.",
        )
    for event in setting.events.values():
        if event.id.startswith("XE"):
            _added(document, event)
        elif not files.knows("event", event.id):
            document.fault(
                document.key("events", event.id),
                f"the ledger has no event `{event.id}`.",
                "Added events are numbered XE01, XE02 and on.",
                event.id,
            )
        _timing(document, setting, event)
        check_nodes(files, document, document.find("events", event.id, "when"), event.when_formula, event.id)
        _treatment(document, ledger.events.get(event.id) if ledger else None, event)
    _circles(document, setting)


def _added(document: Document, event: SettingEvent) -> None:
    for name in ("name", "shocks", "reason"):
        if getattr(event, name) is None:
            document.fault(
                document.key("events", event.id),
                f"the added event has no `{name}`.",
                "Added events say what they are, what they do and why they are needed.",
                event.id,
            )


def _timing(document: Document, setting: Setting, event: SettingEvent) -> None:
    where = ("events", event.id)
    if event.outside is not None:
        if event.date or event.since or event.when:
            document.fault(
                document.key(*where),
                "the event is outside the run and has a time in it.",
                "Keep one of the two.",
                event.id,
            )
        return
    if event.date is None and event.since is None:
        document.fault(
            document.key(*where),
            "the event has neither a `date` nor a `from`.",
            "Give one, or `outside:` with the reason.",
            event.id,
        )
    if event.date is not None and event.since is not None:
        document.fault(
            document.key(*where, "from"), "the event has both a `date` and a `from`.", "Keep one of the two.", event.id
        )
    if event.since is not None and event.when is None:
        document.fault(
            document.key(*where, "from"),
            "a window is opened and no condition says when in it the event happens.",
            "Add `when:`, or write `date:`.",
            event.id,
        )
    if event.lasts is None:
        document.fault(
            document.key(*where),
            "nothing says how long the event's shocks last.",
            "Add `lasts: [low, high]` in months.",
            event.id,
        )
    _dates(document, setting, event)


def _dates(document: Document, setting: Setting, event: SettingEvent) -> None:
    calendar = setting.calendar
    if calendar.start is None or calendar.end is None:
        return
    for name, month in (("date", event.date), ("from", event.since), ("until", event.until)):
        if month is not None and not calendar.start <= month <= calendar.end:
            document.fault(
                document.find("events", event.id, name),
                f"{month} lies outside the run.",
                f"It goes from {calendar.start} to {calendar.end}.",
                event.id,
            )
    first = event.date or event.since
    if first is not None and event.until is not None and event.until < first:
        document.fault(
            document.find("events", event.id, "until"),
            f"the event ends in {event.until}, before it begins in {first}.",
            None,
            event.id,
        )


def _treatment(document: Document, entry: Event | None, event: SettingEvent) -> None:
    if entry is None or event.outside is not None:
        return
    if entry.treatment == "explained" and event.when is None:
        document.fault(
            document.key("events", event.id),
            "the ledger calls the event explained, and no `when` says what brings it about.",
            None,
            event.id,
        )
    if entry.treatment == "given" and event.when is not None:
        document.fault(
            document.key("events", event.id, "when"),
            "the ledger gives this event, so it has no condition.",
            "Mark it `treatment: explained` in the ledger, or drop `when`.",
            event.id,
        )


def _circles(document: Document, setting: Setting) -> None:
    """No event waits, by way of others, for itself."""
    for circle in circles({event.id: event.only_if for event in setting.events.values()}):
        story = told(circle, " only if ")
        document.fault(
            document.find("events", circle[-1], "only_if"),
            f"events wait for each other in a circle: {story}.",
            None,
            circle[-1],
        )
