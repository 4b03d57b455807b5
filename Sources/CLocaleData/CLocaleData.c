// Two thirds of a program that contains Swift's Foundation are one symbol: ICU's tables of languages, calendars and
// collations, 34 of 69 MB. GRDB and Yams bring Foundation along; nothing here asks for a locale. The linker takes a member
// of a library only for a symbol that nobody has defined, so an empty package under the same name, which ICU provides for
// as "stub data", leaves the tables out. Another version of ICU has another name: then the program is large again, and
// nothing else changes. Hidden, so that a Foundation that is loaded as a shared library keeps its own.
#include "CLocaleData.h"
#include <stdint.h>

// A package of ICU's common data (udata.h: UDataInfo; "CmnD", format version 1) with no entries.
struct common_data {
    uint16_t header_size;
    uint8_t magic[2];
    uint16_t info_size, info_reserved;
    uint8_t is_big_endian, charset_family, size_of_char, reserved;
    uint8_t data_format[4], format_version[4], data_version[4];
    uint8_t padding[8];
    uint32_t entries, more[3];
};

__attribute__((visibility("hidden"), aligned(16))) const struct common_data icudt76_dat = {
    .header_size = 32,
    .magic = {0xda, 0x27},
    .info_size = 20,
    .is_big_endian = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__,
    .size_of_char = 2,
    .data_format = {'C', 'm', 'n', 'D'},
    .format_version = {1},
};
