### The brief in English: page and terminal. Every key here has its twin in ar/brief.ftl; a test compares them.

## Frame

kicker = Situation brief
title-reading = What the reports say
contents = Contents
section-glance = At a glance
section-truces = What was announced
section-plan = Who can be out before the window closes
section-map = Map
section-curve = People out, minute by minute
section-classes = Classes of people, in order of priority
section-bottlenecks = What holds the plan back
section-what-if = What if a crossing stays closed
section-crossings = Crossings
section-zones = Zones
section-departures = Who sets out when, and towards where
section-assumptions = What the figures rest on
section-proof = What was checked
section-reports = The reports
section-reports-short = Reports
caution = This brief says what was announced and how many people could pass. It does not say that a route may be used: that needs the assurance of every side that controls it, for this route and this hour.
no-terms = No truce terms found
no-terms-in-report = no truce terms found
no-reports = No reports were given.
plan-missing = No plan
more-in-page = { $count-form ->
    [one] and one more row; the page has all of them
   *[other] and { $count } more rows; the page has all of them
}
largest-groups = The { $shown } largest of { $count } groups, in order of time; the page has all of them.
more-rows = { $count-form ->
    [one] One more row
   *[other] { $count } more rows
}

## Numbers, times, ranges

range = { $from }–{ $to }
at-least = at least { $n }
at-most = at most { $n }
about = about { $n }
of-total = { $part } of { $total }
list-comma = ,{" "}
list-semicolon = ;{" "}
duration-h = { $n } h
duration-min = { $n } min
duration-s = { $n } s
duration-join = { $a } { $b }
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date = { $weekday } { $day } { $month } { $year }
date-time = { $date }, { $time }
day-time = { $day } { $time }
window-date = { $date }, { $hours }
window-days = from { $from } to { $to }
window-from = from { $from }
window-until = until { $to }
clocks-differ = told on different or unknown clocks: { $zones }; no moment follows from the hours
end-day-open = { $window }; until { $clock } of a day that is left open
start-open = { $window }; it may start { $moments }
end-open = { $window }; it may end { $moments }
either = { $a } or { $b }
either-because = { $moments } — { $reason }
open-because-midnight = midnight of a day may be the one with which it begins or the one with which it ends
open-because-weekday = the words do not tell whether the weekday lies before or after the report
open-because-published = the words hang on the day of publication, which may be any of several
window-zone = { $window } ({ $zone })
window-daily = { $window }, every day
window-utc = { $from } to { $to } UTC
instant-utc = { $time } UTC
date-open = date open
window-as-of = start and end open — said to hold on { $day }
date-open-words = date open — the report says { $words }
date-open-clock = { $hours }, date open
date-open-clock-words = { $hours }, date open — the report says { $words }
quoted = «{ $words }»
yes = yes
no = no
days = { $n-form ->
    [one] { $n } day
   *[other] { $n } days
}
hours = { $n-form ->
    [one] { $n } hour
   *[other] { $n } hours
}
persons = { $n-form ->
    [one] { $n } person
   *[other] { $n } persons
}
unit-persons = { $n-form ->
    [one] { $amount } person
   *[other] { $amount } persons
}
unit-families = { $n-form ->
    [one] { $amount } family
   *[other] { $amount } families
}
unit-vehicles = { $n-form ->
    [one] { $amount } vehicle
   *[other] { $amount } vehicles
}
unit-crossings = { $n-form ->
    [one] { $amount } crossing
   *[other] { $amount } crossings
}
unit-countries = { $n-form ->
    [one] { $amount } country
   *[other] { $amount } countries
}
unit-hours = { $n-form ->
    [one] { $amount } hour
   *[other] { $amount } hours
}
unit-days = { $n-form ->
    [one] { $amount } day
   *[other] { $amount } days
}
unit-weeks = { $n-form ->
    [one] { $amount } week
   *[other] { $amount } weeks
}
unit-months = { $n-form ->
    [one] { $amount } month
   *[other] { $amount } months
}
unit-years = { $n-form ->
    [one] { $amount } year
   *[other] { $amount } years
}
unit-km = { $amount } km
unit-metres = { $n-form ->
    [one] { $amount } metre
   *[other] { $amount } metres
}
unit-other = { $amount } { $unit }
per-minute = { $n } a minute
elapsed = { $time }

## A truce

truce-headline = { $who }: { $label }
truce-unlabelled = truce
truce-nobody = nobody named
truce-id = Dossier
reports-count = { $n-form ->
    [one] one report
   *[other] { $n } reports
}
contradictions = Contradictions
contradiction-count = { $n-form ->
    [0] no contradiction
    [one] one contradiction
   *[other] { $n } contradictions
}
labelled = { $field }: { $values }
contradiction-value = { $value } ({ $reports })
reports-differ = reports differ
unknown = Still unknown
unknown-date = the day it starts
unknown-date-publication = the day it starts: its words hang on the day of publication, which is not known
unknown-start = the hour it starts
unknown-end = when it ends
unknown-declarer = who declares it
unknown-area = where it holds
unknown-crossings = which crossings are open
captions-fields = Each field with its value and the words that it stands on
captions-truce-crossings = Crossings as announced
captions-positions = Positions of the parties
captions-figures = Figures, each as it was said
captions-meetings = Meetings
col-field = Field
col-value = Value
col-words = Said where, in which words
col-window = Window
col-who = Who
field-declared-by = Declared by
field-kind = Kind
field-area = Area
field-starts = Starts
field-as-of = Said to hold on
field-ends = Ends
field-starts-open = Possible starts
field-ends-open = Possible ends
field-clock-start = Hour of the start, as stated
field-clock-end = Hour of the end, as stated
field-daily = Every day
field-days = Days
field-duration = Duration
field-timezone = Zone of the hours, as stated
field-relative = Words of the date
field-status = Status
field-purpose = Purpose
field-label = Called
field-admits = Admits
field-count = Number of crossings
field-leads-to = Leads to
field-open = Open
field-figure-at = { $field } in { $place }
field-crossing-of = { $field } ({ $crossing })
modality-attributed = in somebody’s words
modality-inferred = inferred from other reports
claim-without-words = { $report }, words not at hand
crossing-unnamed = { $n-form ->
    [one] one unnamed crossing
   *[other] { $n } unnamed crossings
}
crossing-total = { $n-form ->
    [one] one crossing
   *[other] { $n } crossings
}
figure-part = part of { $total }
crossing-part = { $part } of the { $total }
crossing-excluded = left out
positions = Positions
figures = Figures
meetings = Meetings
col-party = Party
col-position = Position
col-towards = Towards
col-speaker = Speaker
col-source = Words and report
col-figure = Figure
col-counts = What it counts
col-place = Place
col-when = When
col-status = Status
col-report = Report
col-published = Published
col-found = Found
col-language = Language

## Closed word lists

kind-unilateral = one side
kind-bilateral = two sides
kind-multilateral = several sides
kind-proposed = proposed
kind-unknown = not stated
status-announced = announced
status-in_force = said to hold
status-ended = over
status-extended = extended
status-shortened = made shorter
status-cancelled = called off
status-proposed = proposed
status-rejected = turned down
status-collapsed = broken down
status-unknown = not stated
purpose-evacuate_civilians = civilians leave
purpose-evacuate_wounded = wounded and sick leave
purpose-fighters_leave = fighters leave
purpose-aid_delivery = aid comes in
purpose-general = not stated
admits-civilians = civilians
admits-fighters = fighters
admits-wounded = wounded
admits-sick = sick
admits-families = families
admits-refugees = refugees
admits-aid = aid
admits-humanitarian_cases = humanitarian cases
admits-anyone_wishing = anyone who wishes
admits-nobody = not stated
class-wounded = wounded and sick
class-civilians = civilians
class-fighters = fighters
state-designated = designated
state-announced_open = announced open
state-observed_open = observed open
state-used = used
state-closed = closed
state-why = Four different facts: designated (named as a crossing), announced open (a party that controls it says so), observed open (seen on the spot), used (people have passed). A closed crossing admits nobody.
stance-accepts = accepts
stance-rejects = rejects
stance-welcomes = welcomes
stance-conditions = sets conditions
stance-proposes = proposes
stance-denies = denies
stance-accuses = accuses
stance-calls_for = calls for
stance-none_yet = no position yet
figure-killed = killed
figure-wounded = wounded
figure-trapped = still inside
figure-evacuated = left
figure-to_evacuate = to leave
figure-fighters = fighters
figure-aid_trucks = aid lorries
figure-other = other
meeting-planned = planned
meeting-under_way = going on
meeting-past = held
meeting-cancelled = called off
meeting-postponed = put off
meeting-unknown = not stated
basis-given = given by the user or the page
basis-stated = stated in the report
basis-inferred = inferred
basis-open = open
lang-ar = Arabic
lang-en = English
lang-ru = Russian
lang-und = not recognised

## The plan

plan = Plan
terms-scenario = Terms: from the scenario
terms-scenario-by = Terms: from the scenario, confirmed by { $who }
terms-dossier = Terms: from dossier { $id }
terms-instance = Terms: a bare instance, steps without a calendar
changed = Planned as if: { $changes }
window-length = Window: { $length }
of-everyone = of { $n } people
people-in-zones = People in the zones
out-at-close = Out at the close
left-behind = Left behind
shortest-window = Shortest window for everyone
shortest-more = more than { $searched }
shortest-never = none: some cannot leave
shortest-short = { $more } longer than announced
shortest-enough = the announced window is long enough
searched = searched up to { $length }
cut-off = { $n-form ->
    [one] One person cannot reach any crossing that admits them, however long the window.
   *[other] { $n } persons cannot reach any crossing that admits them, however long the window.
}
border-with = border with { $name }
held-back-by = Held back by
held-back-nothing = nothing: everyone is out
held-back-no-way = no way out: no crossing that admits those left behind can be reached
held-back-time = time: those left behind cannot be at an open crossing before it closes, however wide the roads
priority = Planned in this order: { $order }. Each class is planned on the places that those before it left.
col-class = Class
col-people = People
col-out = Out at the close
col-left = Left behind
col-shortest = Shortest window
col-if-first = Out, if planned first
col-crossing = Crossing
col-admits = Admits
col-state = State
col-capacity = Capacity
col-open = Open
col-places = Places in the window
col-flow = Over the window
towards = leads to: { $place }
col-what = What
col-kind = Kind
col-lets = Lets through
col-from-to = From, to
col-gain = One more a minute is worth
col-lost = Fewer out
col-zone = Zone
col-sets-out = Sets out
col-persons = Persons
col-towards-crossing = Towards
col-via = By way of
col-is-out = Is out
col-assumption = Assumption
col-assumption-source = Source
caption-classes = People by class
caption-bottlenecks = The minimum cut at the close: what lets no more through, largest first
caption-what-if = Each crossing in turn kept closed
caption-crossings = Crossings of the plan
caption-zones = People by zone
caption-departures = Steady groups in order of time
caption-assumptions = Assumptions with their sources
caption-curve-table = People out by each full hour
bottleneck-road = road
bottleneck-crossing = crossing
bottleneck-waiting = room to wait
between = { $name }, between { $from } and { $to }
sections = { $name } ({ $n-form ->
    [one] one section
   *[other] { $n } sections
})
col-gain-minute = One more minute
col-order = Order
section-orders = What other orders of the classes would give
caption-orders = Out at the close by class, for each order in which the classes could be planned
section-left-behind = Where people are left behind
class-all-out = everyone is out
zones-empty = { $n-form ->
    [one] In one zone nobody of the class is left to set out: { $names }.
   *[other] In { $n } zones nobody of the class is left to set out: { $names }.
}
gain = { $n-form ->
    [one] one person more
   *[other] { $n } persons more
}
cannot-leave = { $n-form ->
    [one] one person can then never leave
   *[other] { $n } persons can then never leave
}
no-loss = none
as-planned = as planned
no-departures = Nobody can set out.
snapped = joined to the road network { $n } m away
map-title = Map of zones, roads and crossings
map-desc = { $zones } zones with { $people } people, { $crossings } crossings. The tables below carry the same figures.
map-empty = No positions are known, so there is nothing to draw.
map-zone = { $name }: { $people } people, { $left } left behind
map-road = { $name }: { $persons }
map-road-unnamed = road
map-crossing = { $name}: { $state }, { $out } out
map-crossing-label = { $state } · { $out } out
map-legend-zone = zone: the area of the disc is its people
map-legend-left = still inside at the close
map-legend-road = road: the thickest carries { $n } persons in the window
map-legend-quiet = road without planned movement
map-legend-civilians = admits civilians
map-legend-fighters = admits fighters
map-legend-both = admits civilians and fighters
map-legend-wounded = admits wounded only
map-legend-plus = a plus sign: admits wounded
map-legend-closed = dashed: closed
north = N
scale-m = { $n } m
scale-km = { $n } km
curve-title = People out over time
curve-desc = { $out } of { $people } people out at the close. For each class, every point of the curve is the largest number possible at that time on the places that the classes before it left.
curve-x = clock time, { $zone }
curve-x-bare = time after the opening
curve-y = people out
curve-everyone = everyone: { $n }
curve-close = close { $time }
curve-shortest = everyone out { $time }
curve-beyond = Everyone out takes { $length }: beyond this chart.
curve-never = There is no window in which everyone can leave.
proof = { $plans-form ->
    [one] One plan was checked
   *[other] { $plans } plans were checked
} by a program that shares nothing with the solver: capacities, windows, people in = out + left behind; and for { $cuts } horizons the number out equals the capacity of a cut, so that no plan can have more people out at that time.
certified = Certified: { $plans } plans, { $cuts } horizons at which flow value equals cut capacity
not-certified = Not certified: no check is recorded for this plan.
time-hour = Time
figures-aggregate = Figures are sums for zones and classes; nobody is named.
classes-not-summed = Figures of different reports are never added or averaged.

## What if

section-what-if-all = What if
section-questions = Questions
section-pairs = Two crossings closed, the costliest first
section-pairs-page = Two crossings closed
section-closings = A crossing that closes early
section-fan = If the numbers are not exactly these
col-question = What if
col-difference = Difference
col-closes-at = Closes at
col-announced = Out, if announced
col-surprise = Out, if by surprise
col-rank = Among the draws
closings-explained = Announced: everybody knows of the closing from the opening on, so nobody sets out in vain. By surprise: people follow the plan until then; who is on the road plans anew from where they are.
closings-unchanged = { $n-form ->
    [one] At one other time the closing changes nothing.
   *[other] At { $n } other times the closing changes nothing.
}
fan-explained = { $draws } draws with seed { $seed }: { $spread }. Each draw is planned anew and certified: the curves show the best that is possible if the drawn numbers are the true ones.
fan-key = { $span }. █ at least so many in 95 % of the draws · ▓ in 75 % · ▒ in 25 % · ░ in 5 %
fan-desc = People out over time in { $draws } draws: at the close between { $low } and { $high }, median { $median }.
fan-band-wide = 90 % of the draws
fan-band-narrow = half of the draws
fan-median = median
rank = { $n } % of the draws are below
rank-lowest = lowest
rank-median = median
rank-highest = highest
more-in-json = { $count } more in --json and --csv
wi-closed = { $name } closed
wi-closes = { $name } closes at { $time }, announced
wi-surprise = { $name } closes at { $time }, by surprise
wi-capacity = { $name }: { $amount }
wi-crossings = every crossing: { $amount }
wi-roads = every road: { $amount }
wi-blocked = { $name } blocked
wi-per-minute = { $n } a minute
wi-people = people: { $amount }
wi-people-of = people, { $name }: { $amount }
wi-opens = opens { $n } min
wi-window-closes = closes { $n } min
wi-shift = window { $n } min
wi-spread-people = all people ± { $n } %
wi-spread-zones = each zone ± { $n } %
wi-spread-crossings = each crossing ± { $n } %
wi-spread-roads = each class of road ± { $n } %
pairs-desc = Fewer people out at the close with both crossings closed; on the diagonal with one.

## The reports

published-on = { $date } ({ $basis })
published-open = open
published-candidates = open; possible: { $dates }
published-why = Why this date
report-text = Text of the report, with the words that were read marked
report-text-missing = The text of this report is not at hand.
report-notes = Notes of the reader
found-truces = { $n-form ->
    [one] one truce
   *[other] { $n } truces
}
found-positions = { $n-form ->
    [one] one position
   *[other] { $n } positions
}
found-figures = { $n-form ->
    [one] one figure
   *[other] { $n } figures
}
found-meetings = { $n-form ->
    [one] one meeting
   *[other] { $n } meetings
}
mark-truce = truce
mark-position = position
mark-figure = figure
mark-meeting = meeting
mark-published = date of publication
mark-rule = { $what } · rule { $rule }
credit-places = Places: GeoNames (geonames.org), CC BY 4.0
