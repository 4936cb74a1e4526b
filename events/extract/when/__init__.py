"""How news texts speak of time: every phrase becomes a window of whole days, both ends inclusive.

Doctrine. R is the day of writing (the date of the heading over the sentence, else the day of publication), P the day of
publication. No window reaches past P: what would begin after it is given with relation ``after``, from P to nowhere.

| phrase | window | relation |
|---|---|---|
| on Saturday, Saturday's | the latest Saturday not after R: R itself on a Saturday | in |
| last Saturday | the latest Saturday before R | in |
| Saturday night | that Saturday and the Sunday | in |
| on Friday and Saturday | both days | in |
| overnight, last night | R-1..R | in |
| today, this morning, tonight | R | in |
| yesterday | R-1 | in |
| at the weekend | the latest Saturday..Sunday that has begun | in |
| earlier this week | Monday..R, on a Monday from the Sunday | in |
| last week | Monday..Sunday before the week of R | in |
| early May, mid-May, late May | 1..10, 11..20, 21..31 May | in |
| early 2013, mid-2013, late 2013 | January..April, May..August, September..December | in |
| the start of 2013, the end of 2013 | January..March, October..December | in |
| in May | the latest May that has begun | in |
| last May | the latest May that is over | in |
| the previous May | the latest May before the time mentioned last | in |
| 12 June | the latest not after R; if that is over 60 days ago, the one in the year the text named last | in |
| around 10 June | 8..12 June | in |
| 04/05/2014 | both readings, where both are days not after P | in |
| June 10-12, from 3 to 7 May | the first day..the last | in |
| two days ago | R-2 | in |
| three weeks ago, two months ago, two years ago | give or take 3 days, 10 days, 60 days for each year | in |
| several days ago, days ago | R-7..R-2 | in |
| a few days ago, a couple of days ago | R-5..R-2, R-3..R-2 | in |
| in recent days, in recent weeks, in recent months | R-7..R, R-42..R, R-183..R | in |
| in the past 24 hours, in the past three days | R-1..R, R-3..R | in |
| last summer, in the summer of 2013 | June..August, northern hemisphere | in |
| since Friday, since January | Friday..P, 1 January..P | since |
| by Sunday, until Sunday | not later than that Sunday | by, until |
| before 10 June, after 10 June | not later than 9 June, 10 June..P | before, after |
| next Monday, will on Monday, tomorrow | still to come: P..nowhere | after |
| a day earlier, the next day, that month | reckoned from the time mentioned last, else from R | in |
| two days after the city fell | that fall: two days before the main event; none where nothing dates that | in |

A duration ("for three days", "a nine-month siege") is no time, nor is a date inside a name ("the March 23 Movement").
Without a day of writing relative times keep their surface and have no window; dates that name their year work.
"""

from __future__ import annotations

from events.extract.when.context import Context, begun, interval_for
from events.extract.when.finding import find_times, times_of

__all__ = ["Context", "begun", "find_times", "interval_for", "times_of"]
