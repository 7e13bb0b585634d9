### الموجز بالعربية: لكل مفتاح هنا توأم في en/brief.ftl

## الإطار

kicker = موجز عن الوضع
title-reading = ما تقوله التقارير
contents = المحتويات
section-glance = في لمحة
section-truces = ما أُعلن
section-plan = من يستطيع الخروج قبل انتهاء المهلة
section-map = الخريطة
section-curve = عدد الخارجين دقيقة بدقيقة
section-classes = فئات الناس بترتيب الأولوية
section-bottlenecks = ما الذي يقيّد الخطة
section-what-if = ماذا لو بقي معبر مغلقًا
section-crossings = المعابر
section-zones = المناطق
section-departures = من ينطلق ومتى وإلى أين
section-assumptions = علامَ تستند الأرقام
section-proof = ما جرى التحقق منه
section-reports = التقارير
section-reports-short = التقارير
caution = يبيّن هذا الموجز ما أُعلن وعدد من يمكنهم العبور. وهو لا يقول إن طريقًا ما يجوز سلوكه: فذلك يتطلب ضمانة كل طرف يسيطر عليه، لهذا الطريق وفي هذه الساعة.
no-terms = لم يُعثر على شروط هدنة
no-terms-in-report = لم يُعثر على شروط هدنة
no-reports = لم تُقدَّم أي تقارير.
plan-missing = لا توجد خطة
more-in-page = { $count-form ->
    [zero] ولا صفوف أخرى
    [one] وصف واحد آخر؛ والصفحة تضم الصفوف كلها
    [two] وصفان آخران؛ والصفحة تضم الصفوف كلها
    [few] و{ $count } صفوف أخرى؛ والصفحة تضم الصفوف كلها
    [many] و{ $count } صفًا آخر؛ والصفحة تضم الصفوف كلها
   *[other] و{ $count } صف آخر؛ والصفحة تضم الصفوف كلها
}
largest-groups = أكبر { $shown } مجموعة من أصل { $count }، بترتيب الوقت؛ والصفحة تضم المجموعات كلها.
more-rows = { $count-form ->
    [zero] لا صفوف أخرى
    [one] صف واحد آخر
    [two] صفان آخران
    [few] { $count } صفوف أخرى
    [many] { $count } صفًا آخر
   *[other] { $count } صف آخر
}

## الأعداد والأوقات والمجالات

range = من { $from } إلى { $to }
at-least = { $n } على الأقل
at-most = { $n } على الأكثر
about = نحو { $n }
of-total = { $part } من أصل { $total }
list-comma = ،{" "}
list-semicolon = ؛{" "}
duration-h = { $n-form ->
    [zero] صفر ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
duration-min = { $n-form ->
    [zero] صفر دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
duration-s = { $n-form ->
    [zero] صفر ثانية
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $n } ثوانٍ
    [many] { $n } ثانية
   *[other] { $n } ثانية
}
duration-join = { $a } و{ $b }
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
month-1 = كانون الثاني/يناير
month-2 = شباط/فبراير
month-3 = آذار/مارس
month-4 = نيسان/أبريل
month-5 = أيار/مايو
month-6 = حزيران/يونيو
month-7 = تموز/يوليو
month-8 = آب/أغسطس
month-9 = أيلول/سبتمبر
month-10 = تشرين الأول/أكتوبر
month-11 = تشرين الثاني/نوفمبر
month-12 = كانون الأول/ديسمبر
date = { $weekday } { $day } { $month } { $year }
date-time = { $date }، الساعة { $time }
day-time = { $day } { $time }
window-date = { $date }، { $hours }
window-days = من { $from } إلى { $to }
window-from = من { $from }
window-until = حتى { $to }
clocks-differ = بتوقيتات مختلفة أو غير معروفة: { $zones }؛ لا تُعرف اللحظة من الساعات
end-day-open = { $window }؛ حتى الساعة { $clock } من يوم غير محدد
start-open = { $window }؛ قد تبدأ { $moments }
end-open = { $window }؛ قد تنتهي { $moments }
either = { $a } أو { $b }
either-because = { $moments } — { $reason }
open-because-midnight = منتصف الليل في يوم ما قد يكون الذي يبدأ به ذلك اليوم أو الذي ينتهي به
open-because-weekday = لا تبيّن الكلمات هل يسبق يوم الأسبوع هذا التقرير أم يليه
open-because-published = الكلمات مرتبطة بيوم النشر، وهو واحد من عدة أيام ممكنة
window-zone = { $window } ({ $zone })
window-daily = { $window }، يوميًا
window-utc = من { $from } إلى { $to } بالتوقيت العالمي
instant-utc = { $time } بالتوقيت العالمي
date-open = التاريخ غير معروف
window-as-of = البداية والنهاية غير معروفتين — قيل إنها سارية في { $day }
date-open-words = التاريخ غير معروف — يقول التقرير { $words }
date-open-clock = { $hours }، والتاريخ غير معروف
date-open-clock-words = { $hours }، والتاريخ غير معروف — يقول التقرير { $words }
quoted = «{ $words }»
yes = نعم
no = لا
days = { $n-form ->
    [zero] صفر يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
hours = { $n-form ->
    [zero] صفر ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
persons = { $n-form ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصًا
   *[other] { $n } شخص
}
unit-persons = { $n-form ->
    [few] { $amount } أشخاص
    [many] { $amount } شخصًا
   *[other] { $amount } شخص
}
unit-families = { $n-form ->
    [few] { $amount } أسر
    [many] { $amount } أسرة
   *[other] { $amount } أسرة
}
unit-vehicles = { $n-form ->
    [few] { $amount } مركبات
    [many] { $amount } مركبة
   *[other] { $amount } مركبة
}
unit-crossings = { $n-form ->
    [few] { $amount } معابر
    [many] { $amount } معبرًا
   *[other] { $amount } معبر
}
unit-countries = { $n-form ->
    [few] { $amount } دول
    [many] { $amount } دولة
   *[other] { $amount } دولة
}
unit-hours = { $n-form ->
    [few] { $amount } ساعات
    [many] { $amount } ساعة
   *[other] { $amount } ساعة
}
unit-days = { $n-form ->
    [few] { $amount } أيام
    [many] { $amount } يومًا
   *[other] { $amount } يوم
}
unit-weeks = { $n-form ->
    [few] { $amount } أسابيع
    [many] { $amount } أسبوعًا
   *[other] { $amount } أسبوع
}
unit-months = { $n-form ->
    [few] { $amount } أشهر
    [many] { $amount } شهرًا
   *[other] { $amount } شهر
}
unit-years = { $n-form ->
    [few] { $amount } سنوات
    [many] { $amount } سنة
   *[other] { $amount } سنة
}
unit-km = { $amount } كم
unit-metres = { $n-form ->
    [few] { $amount } أمتار
    [many] { $amount } مترًا
   *[other] { $amount } متر
}
unit-other = { $amount } { $unit }
per-minute = { $n } في الدقيقة
elapsed = { $time }

## الهدنة

truce-headline = { $who }: { $label }
truce-unlabelled = هدنة
truce-nobody = لم يُذكر أحد
truce-id = الملف
reports-count = { $n-form ->
    [zero] لا تقارير
    [one] تقرير واحد
    [two] تقريران
    [few] { $n } تقارير
    [many] { $n } تقريرًا
   *[other] { $n } تقرير
}
contradictions = التناقضات
contradiction-count = { $n-form ->
    [zero] لا تناقض
    [one] تناقض واحد
    [two] تناقضان
    [few] { $n } تناقضات
    [many] { $n } تناقضًا
   *[other] { $n } تناقض
}
labelled = { $field }: { $values }
contradiction-value = { $value } ({ $reports })
reports-differ = التقارير مختلفة
unknown = ما يزال مجهولًا
unknown-date = يوم البداية
unknown-date-publication = يوم البداية: عبارته مرتبطة بيوم النشر، وهو غير معروف
unknown-start = ساعة البداية
unknown-end = وقت النهاية
unknown-declarer = الجهة المعلنة
unknown-area = المكان
unknown-crossings = المعابر المفتوحة
captions-fields = كل حقل بقيمته والكلمات التي يستند إليها
captions-truce-crossings = المعابر كما أُعلنت
captions-positions = مواقف الأطراف
captions-figures = الأرقام، كلٌّ كما ورد
captions-meetings = الاجتماعات
col-field = الحقل
col-value = القيمة
col-words = أين ورد وبأي كلمات
col-window = الموعد
col-who = الجهة
field-declared-by = أعلنتها
field-kind = النوع
field-area = المكان
field-starts = البداية
field-as-of = قيل إنها سارية في
field-ends = النهاية
field-starts-open = البدايات الممكنة
field-ends-open = النهايات الممكنة
field-clock-start = ساعة البداية كما وردت
field-clock-end = ساعة النهاية كما وردت
field-daily = يوميًا
field-days = الأيام
field-duration = المدة
field-timezone = توقيت الساعات كما ورد
field-relative = عبارة التاريخ
field-status = الحالة
field-purpose = الغرض
field-label = التسمية
field-admits = لمن
field-count = عدد المعابر
field-leads-to = يؤدي إلى
field-open = مفتوح
field-figure-at = { $field } في { $place }
field-crossing-of = { $field } ({ $crossing })
modality-attributed = منسوب إلى متحدث
modality-inferred = مستنتج من تقارير أخرى
claim-without-words = { $report }، والكلمات غير متاحة
crossing-unnamed = { $n-form ->
    [zero] لا معابر بلا اسم
    [one] معبر واحد لم يُسمَّ
    [two] معبران لم يُسمَّيا
    [few] { $n } معابر لم تُسمَّ
    [many] { $n } معبرًا لم تُسمَّ
   *[other] { $n } معبر لم تُسمَّ
}
crossing-total = { $n-form ->
    [zero] لا معابر
    [one] معبر واحد
    [two] معبران
    [few] { $n } معابر
    [many] { $n } معبرًا
   *[other] { $n } معبر
}
figure-part = من أصل { $total }
crossing-part = { $part } من أصل { $total }
crossing-excluded = مستثنى
positions = المواقف
figures = الأرقام
meetings = الاجتماعات
col-party = الطرف
col-position = الموقف
col-towards = من ماذا
col-speaker = المتحدث
col-source = الكلمات والتقرير
col-figure = الرقم
col-counts = ما يعدّه
col-place = المكان
col-when = الموعد
col-status = الحالة
col-report = التقرير
col-published = تاريخ النشر
col-found = ما وُجد فيه
col-language = اللغة

## القوائم المغلقة

kind-unilateral = من طرف واحد
kind-bilateral = بين طرفين
kind-multilateral = بين عدة أطراف
kind-proposed = مقترحة
kind-unknown = لم يُذكر
status-announced = معلنة
status-in_force = يُقال إنها سارية
status-ended = انتهت
status-extended = مُدِّدت
status-shortened = قُصِّرت
status-cancelled = أُلغيت
status-proposed = مقترحة
status-rejected = رُفضت
status-collapsed = انهارت
status-unknown = لم تُذكر
purpose-evacuate_civilians = خروج المدنيين
purpose-evacuate_wounded = خروج الجرحى والمرضى
purpose-fighters_leave = خروج المقاتلين
purpose-aid_delivery = دخول المساعدات
purpose-general = لم يُذكر
admits-civilians = مدنيون
admits-fighters = مقاتلون
admits-wounded = جرحى
admits-sick = مرضى
admits-families = عائلات
admits-refugees = لاجئون
admits-aid = مساعدات
admits-humanitarian_cases = حالات إنسانية
admits-anyone_wishing = كل من يرغب
admits-nobody = لم يُذكر
class-wounded = جرحى ومرضى
class-civilians = مدنيون
class-fighters = مقاتلون
state-designated = محدَّد
state-announced_open = أُعلن فتحه
state-observed_open = شوهد مفتوحًا
state-used = استُخدم
state-closed = مغلق
state-why = أربع حقائق مختلفة: «محدَّد» (سُمّي معبرًا)، و«أُعلن فتحه» (قال ذلك طرف يسيطر عليه)، و«شوهد مفتوحًا» (رآه أحد في المكان)، و«استُخدم» (عبره ناس). والمعبر المغلق لا يمر به أحد.
stance-accepts = قبول
stance-rejects = رفض
stance-welcomes = ترحيب
stance-conditions = شروط
stance-proposes = اقتراح
stance-denies = نفي
stance-accuses = اتهام
stance-calls_for = دعوة
stance-none_yet = لا موقف بعد
figure-killed = قتلى
figure-wounded = جرحى
figure-trapped = ما زالوا في الداخل
figure-evacuated = خرجوا
figure-to_evacuate = سيخرجون
figure-fighters = مقاتلون
figure-aid_trucks = شاحنات مساعدات
figure-other = غير ذلك
meeting-planned = مقرر
meeting-under_way = جارٍ
meeting-past = عُقد
meeting-cancelled = أُلغي
meeting-postponed = أُجّل
meeting-unknown = لم تُذكر
basis-given = من المستخدم أو من بيانات الصفحة
basis-stated = مذكور في التقرير
basis-inferred = مستنتج
basis-open = غير معروف
lang-ar = العربية
lang-en = الإنجليزية
lang-ru = الروسية
lang-und = لم تُعرف

## الخطة

plan = الخطة
terms-scenario = الشروط: من السيناريو
terms-scenario-by = الشروط: من السيناريو، وأكدها { $who }
terms-dossier = الشروط: من الملف { $id }
terms-instance = الشروط: مسألة مجردة، خطوات بلا تقويم
changed = خُطِّط كما لو: { $changes }
window-length = المهلة: { $length }
of-everyone = من أصل { $n }
people-in-zones = الناس في المناطق
out-at-close = الخارجون عند الإغلاق
left-behind = الباقون في الداخل
shortest-window = أقصر مهلة تكفي الجميع
shortest-more = أكثر من { $searched }
shortest-never = لا مهلة تكفي: بعضهم لا يستطيع الخروج
shortest-short = أطول من المعلنة بمقدار { $more }
shortest-enough = المهلة المعلنة كافية
searched = امتد البحث إلى { $length }
cut-off = { $n-form ->
    [zero] يستطيع الجميع بلوغ معبر يقبلهم.
    [one] شخص واحد لا يستطيع بلوغ أي معبر يقبله، مهما طالت المهلة.
    [two] شخصان لا يستطيعان بلوغ أي معبر يقبلهما، مهما طالت المهلة.
    [few] { $n } أشخاص لا يستطيعون بلوغ أي معبر يقبلهم، مهما طالت المهلة.
    [many] { $n } شخصًا لا يستطيعون بلوغ أي معبر يقبلهم، مهما طالت المهلة.
   *[other] { $n } شخص لا يستطيعون بلوغ أي معبر يقبلهم، مهما طالت المهلة.
}
border-with = الحدود مع { $name }
held-back-by = يقيّدها
held-back-nothing = لا شيء: خرج الجميع
held-back-no-way = لا مخرج: لا يمكن بلوغ معبر يقبل من بقي
held-back-time = الوقت: لا يستطيع من بقي بلوغ معبر مفتوح قبل إغلاقه، مهما اتسعت الطرق
priority = ترتيب التخطيط: { $order }. تُخطَّط كل فئة على ما تركته الفئات السابقة من أماكن.
col-class = الفئة
col-people = العدد
col-out = الخارجون عند الإغلاق
col-left = الباقون
col-shortest = أقصر مهلة
col-if-first = الخارجون لو خُطِّطت أولًا
col-crossing = المعبر
col-admits = لمن
col-state = الحالة
col-capacity = السعة
col-open = مفتوح
col-places = الأماكن خلال المهلة
col-flow = خلال المهلة
towards = يؤدي إلى: { $place }
col-what = ما هو
col-kind = النوع
col-lets = عدد من يمرون
col-from-to = من، إلى
col-gain = قيمة شخص إضافي في الدقيقة
col-lost = النقص
col-zone = المنطقة
col-sets-out = وقت الانطلاق
col-persons = العدد
col-towards-crossing = باتجاه
col-via = عبر
col-is-out = وقت الخروج
col-assumption = الافتراض
col-assumption-source = المصدر
caption-classes = الناس بحسب الفئة
caption-bottlenecks = القطع الأدنى عند الإغلاق: ما لا يمرّر عددًا أكبر، الأكبر أولًا
caption-what-if = كل معبر على حدة لو بقي مغلقًا
caption-crossings = معابر الخطة
caption-zones = الناس بحسب المنطقة
caption-departures = مجموعات منتظمة بترتيب الوقت
caption-assumptions = الافتراضات ومصادرها
caption-curve-table = عدد الخارجين عند كل ساعة كاملة
bottleneck-road = طريق
bottleneck-crossing = معبر
bottleneck-waiting = متسع للانتظار
between = { $name }، بين { $from } و{ $to }
sections = { $name } ({ $n-form ->
    [one] مقطع واحد
    [two] مقطعان
    [few] { $n } مقاطع
    [many] { $n } مقطعًا
   *[other] { $n } مقطع
})
col-gain-minute = دقيقة إضافية
col-order = الترتيب
section-orders = ما الذي تعطيه ترتيبات أخرى للفئات
caption-orders = الخارجون عند الإغلاق حسب الفئة، لكل ترتيب ممكن للتخطيط
section-left-behind = أين يبقى الناس في الداخل
class-all-out = خرج الجميع
zones-empty = { $n-form ->
    [zero] لا منطقة خلت من الفئة.
    [one] منطقة واحدة لم يبق فيها أحد من الفئة لينطلق: { $names }.
    [two] منطقتان لم يبق فيهما أحد من الفئة لينطلق: { $names }.
    [few] { $n } مناطق لم يبق فيها أحد من الفئة لينطلق: { $names }.
    [many] { $n } منطقة لم يبق فيها أحد من الفئة لينطلق: { $names }.
   *[other] { $n } منطقة لم يبق فيها أحد من الفئة لينطلق: { $names }.
}
gain = { $n-form ->
    [zero] لا زيادة
    [one] شخص واحد زيادة
    [two] شخصان زيادة
    [few] { $n } أشخاص زيادة
    [many] { $n } شخصًا زيادة
   *[other] { $n } شخص زيادة
}
cannot-leave = { $n-form ->
    [zero] يستطيع الجميع الخروج
    [one] عندها لا يستطيع شخص واحد الخروج أبدًا
    [two] عندها لا يستطيع شخصان الخروج أبدًا
    [few] عندها لا يستطيع { $n } أشخاص الخروج أبدًا
    [many] عندها لا يستطيع { $n } شخصًا الخروج أبدًا
   *[other] عندها لا يستطيع { $n } شخص الخروج أبدًا
}
no-loss = لا شيء
as-planned = كما في الخطة
no-departures = لا يستطيع أحد الانطلاق.
snapped = وُصل بشبكة الطرق على بعد { $n } م
map-title = خريطة المناطق والطرق والمعابر
map-desc = المناطق: { $zones }، والناس فيها: { $people }، والمعابر: { $crossings }. وفي الجداول أدناه الأرقام نفسها.
map-empty = لا مواقع معروفة، فليس هناك ما يُرسم.
map-zone = { $name }: العدد { $people }، والباقون { $left }
map-road = { $name }: { $persons }
map-road-unnamed = طريق
map-crossing = { $name }: { $state }، الخارجون { $out }
map-crossing-label = { $state } · خرج { $out }
map-legend-zone = منطقة: مساحة القرص بعدد الناس
map-legend-left = الباقون في الداخل عند الإغلاق
map-legend-road = طريق: أعرضها يمر به { $n } خلال المهلة
map-legend-quiet = طريق بلا حركة في الخطة
map-legend-civilians = للمدنيين
map-legend-fighters = للمقاتلين
map-legend-both = للمدنيين والمقاتلين
map-legend-wounded = للجرحى فقط
map-legend-plus = علامة زائد: للجرحى أيضًا
map-legend-closed = متقطع: مغلق
north = ش
scale-m = { $n } م
scale-km = { $n } كم
curve-title = عدد الخارجين مع الوقت
curve-desc = عند الإغلاق خرج { $out } من أصل { $people }. ولكل فئة، كل نقطة في المنحنى هي أكبر عدد ممكن في ذلك الوقت ضمن ما تركته الفئات التي سبقتها من أماكن.
curve-x = الوقت، { $zone }
curve-x-bare = الوقت بعد الافتتاح
curve-y = عدد الخارجين
curve-everyone = الجميع: { $n }
curve-close = الإغلاق { $time }
curve-shortest = خروج الجميع { $time }
curve-beyond = خروج الجميع يستغرق { $length }: أبعد من هذا الرسم.
curve-never = لا توجد مهلة يستطيع فيها الجميع الخروج.
proof = { $plans-form ->
    [zero] لم يُتحقق من أي خطة
    [one] جرى التحقق من خطة واحدة
    [two] جرى التحقق من خطتين
    [few] جرى التحقق من { $plans } خطط
    [many] جرى التحقق من { $plans } خطة
   *[other] جرى التحقق من { $plans } خطة
} ببرنامج لا يشترك مع برنامج الحل في شيء: السعات، والمُهل، ومجموع الناس = الخارجون + الباقون. وعدد الآفاق الزمنية التي تساوى فيها عدد الخارجين مع سعة قطع: { $cuts }، فلا يمكن لأي خطة أن تُخرج عددًا أكبر حتى ذلك الوقت.
certified = موثَّقة: الخطط { $plans }، والآفاق التي تساوت فيها قيمة التدفق مع سعة القطع { $cuts }
not-certified = غير موثَّقة: لم يُسجَّل أي تحقق لهذه الخطة.
time-hour = الوقت
figures-aggregate = الأرقام مجاميع للمناطق والفئات، ولا يُسمّى فيها أحد.
classes-not-summed = أرقام التقارير المختلفة لا تُجمع ولا يُحسب لها متوسط.

## ماذا لو

section-what-if-all = ماذا لو
section-questions = الأسئلة
section-pairs = معبران مغلقان، الأعلى كلفة أولًا
section-pairs-page = معبران مغلقان
section-closings = معبر يُغلق قبل موعده
section-fan = إذا لم تكن الأرقام هذه تمامًا
col-question = ماذا لو
col-difference = الفرق
col-closes-at = يُغلق عند
col-announced = الخارجون إذا أُعلن الإغلاق
col-surprise = الخارجون إذا كان الإغلاق مفاجئًا
col-rank = بين السحوبات
closings-explained = مُعلَن: يعلم الجميع بالإغلاق منذ بدء المهلة فلا يخرج أحد سدى. مفاجئ: يتبع الناس الخطة حتى لحظة الإغلاق، ومن كان في الطريق تُخطَّط له طريق جديدة من حيث هو.
closings-unchanged = { $n-form ->
    [one] وفي وقت واحد آخر لا يغيّر الإغلاق شيئًا.
    [two] وفي وقتين آخرين لا يغيّر الإغلاق شيئًا.
    [few] وفي { $n } أوقات أخرى لا يغيّر الإغلاق شيئًا.
   *[other] وفي { $n } وقتًا آخر لا يغيّر الإغلاق شيئًا.
}
fan-explained = { $draws } سحبًا بالبذرة { $seed }: { $spread }. تُخطَّط كل حالة من جديد ويُتحقَّق منها: تُظهر المنحنيات أفضل ما يمكن إذا كانت الأرقام المسحوبة هي الصحيحة.
fan-key = { $span }. █ هذا العدد على الأقل في 95 % من السحوبات · ▓ في 75 % · ▒ في 25 % · ░ في 5 %
fan-desc = الخارجون بمرور الوقت في { $draws } سحبًا: عند الإغلاق بين { $low } و{ $high }، والوسيط { $median }.
fan-band-wide = 90 % من السحوبات
fan-band-narrow = نصف السحوبات
fan-median = الوسيط
rank = { $n } % من السحوبات أدنى
rank-lowest = الأدنى
rank-median = الوسيط
rank-highest = الأعلى
more-in-json = { $count } أخرى في ‎--json و‎--csv
wi-closed = { $name } مغلق
wi-closes = { $name } يُغلق عند { $time } بإعلان مسبق
wi-surprise = { $name } يُغلق عند { $time } مفاجأةً
wi-capacity = { $name }: { $amount }
wi-crossings = كل معبر: { $amount }
wi-roads = كل طريق: { $amount }
wi-blocked = { $name } مقطوع
wi-per-minute = { $n } في الدقيقة
wi-people = الناس: { $amount }
wi-people-of = الناس، { $name }: { $amount }
wi-opens = بدء المهلة { $n } د
wi-window-closes = انتهاء المهلة { $n } د
wi-shift = المهلة { $n } د
wi-spread-people = جميع الناس ± { $n } %
wi-spread-zones = كل منطقة ± { $n } %
wi-spread-crossings = كل معبر ± { $n } %
wi-spread-roads = كل صنف من الطرق ± { $n } %
pairs-desc = كم ينقص عدد الخارجين عند الإغلاق إذا أُغلق المعبران معًا؛ وعلى القطر إذا أُغلق معبر واحد.

## التقارير

published-on = { $date } ({ $basis })
published-open = غير معروف
published-candidates = غير معروف؛ الممكن: { $dates }
published-why = لماذا هذا التاريخ
report-text = نص التقرير، والكلمات التي قُرئت مُعلَّمة فيه
report-text-missing = نص هذا التقرير غير متاح.
report-notes = ملاحظات القارئ
found-truces = { $n-form ->
    [zero] لا هدنة
    [one] هدنة واحدة
    [two] هدنتان
    [few] { $n } هدن
    [many] { $n } هدنة
   *[other] { $n } هدنة
}
found-positions = { $n-form ->
    [zero] لا مواقف
    [one] موقف واحد
    [two] موقفان
    [few] { $n } مواقف
    [many] { $n } موقفًا
   *[other] { $n } موقف
}
found-figures = { $n-form ->
    [zero] لا أرقام
    [one] رقم واحد
    [two] رقمان
    [few] { $n } أرقام
    [many] { $n } رقمًا
   *[other] { $n } رقم
}
found-meetings = { $n-form ->
    [zero] لا اجتماعات
    [one] اجتماع واحد
    [two] اجتماعان
    [few] { $n } اجتماعات
    [many] { $n } اجتماعًا
   *[other] { $n } اجتماع
}
mark-truce = هدنة
mark-position = موقف
mark-figure = رقم
mark-meeting = اجتماع
mark-published = تاريخ النشر
mark-rule = { $what } · القاعدة { $rule }
credit-places = الأماكن: قاعدة GeoNames (geonames.org)، برخصة CC BY 4.0
