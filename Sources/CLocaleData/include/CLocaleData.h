/// Keeps ICU's tables of languages, calendars and collations (34 MB) out of the program; see CLocaleData.c.
#pragma once
