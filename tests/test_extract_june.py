"""The news the project began with, told in our own words: nine changes of hands, and nothing at what is threatened."""

from __future__ import annotations

from datetime import date

from events import extract
from events.dates import iso

REPORT = """22 June 2014

Gunmen of the mainly Sunni Muslim militia in the Islamic State of Iraq and the Levant (ISIS) pressed on through Iraq's
western province of Anbar on Sunday.

Iraqi army and police officers said gunmen had overrun the al-Waleed border crossing with Syria while officials pulled
out under fire. On Saturday, ISIS fighters had taken a second frontier crossing with Syria, near the town of Qaim.

There were reports, too, that the Turaibil border crossing with Jordan had been seized by ISIS fighters. On Saturday the
gunmen had captured Rutba, a town on the highway towards Jordan.

All this followed the capture since Friday of the towns of Qaim, Rawah, Anah and Rutba. They lie in Anbar province,
where ISIS fighters have controlled the city of Fallujah and parts of the provincial capital Ramadi since January.

The capture of Rawah, on the Euphrates, and of the nearby town of Anah looked like steps on a march toward a dam near
the city of Haditha. Iraqi officers said that two thousand soldiers had been sent to protect the dam.

In Washington the president said that the group destabilises the country, and in Egypt his secretary of state warned of
it. Baghdad asked for help.
"""

SATURDAY = ("2014-06-21", "2014-06-21")
FRIDAY_ON = ("2014-06-20", "2014-06-22")
JANUARY = ("2014-01-01", "2014-01-31")


def test_the_report_gives_its_nine_changes_of_hands_and_no_other() -> None:
    found = extract(REPORT, date(2014, 6, 22))
    told = {each.place: (each.kind, each.change, each.actor_id, each.extent) for each in found}
    assert len(found) == 9, [f"{each.place} {each.change} {each.actor}" for each in found]
    assert told == {
        "Al-Waleed border crossing": ("border_crossing", "takes", "islamic_state", "whole"),
        "Qaim border crossing": ("border_crossing", "takes", "islamic_state", "whole"),
        "Turaibil border crossing": ("border_crossing", "takes", "islamic_state", "whole"),
        "Rutba": ("town", "takes", "islamic_state", "whole"),
        "Al-Qaim": ("city", "takes", "islamic_state", "whole"),
        "Rawah": ("town", "takes", "islamic_state", "whole"),
        "Anah": ("town", "takes", "islamic_state", "whole"),
        "Fallujah": ("city", "takes", "islamic_state", "whole"),
        "Ramadi": ("city", "takes", "islamic_state", "part"),
    }


def test_the_report_gives_each_change_its_window_and_its_standing() -> None:
    found = {each.place: each for each in extract(REPORT, date(2014, 6, 22))}
    windows = {
        place: (each.earliest and iso(each.earliest), each.latest and iso(each.latest)) for place, each in found.items()
    }
    assert windows["Qaim border crossing"] == windows["Rutba"] == SATURDAY
    assert windows["Al-Qaim"] == windows["Rawah"] == windows["Anah"] == FRIDAY_ON
    assert windows["Fallujah"] == windows["Ramadi"] == JANUARY
    assert found["Turaibil border crossing"].standing == "reported"
    assert found["Qaim border crossing"].standing == "confirmed"
