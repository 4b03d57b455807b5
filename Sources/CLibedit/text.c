// UTF-8 to wide characters and back, independent of the locale; what is not UTF-8 becomes U+FFFD.

#define _GNU_SOURCE
#include "internal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static wchar_t decode(const unsigned char **at) {
    const unsigned char *s = *at;
    int extra = s[0] < 0x80 ? 0 : s[0] >= 0xF0 && s[0] < 0xF5 ? 3 : s[0] >= 0xE0 ? 2 : s[0] >= 0xC2 ? 1 : -1;
    if (s[0] >= 0xF5) extra = -1;
    *at = s + 1;
    if (extra < 0) return 0xFFFD;
    wchar_t c = extra == 0 ? s[0] : s[0] & (0x3F >> extra);
    for (int i = 1; i <= extra; i++) {
        if ((s[i] & 0xC0) != 0x80) return 0xFFFD;
        c = c << 6 | (s[i] & 0x3F);
    }
    *at = s + 1 + extra;
    return c;
}

wchar_t *descent_wide(const char *utf8) {
    wchar_t *wide = malloc((strlen(utf8) + 1) * sizeof(wchar_t));
    if (!wide) return NULL;
    size_t n = 0;
    for (const unsigned char *at = (const unsigned char *)utf8; *at;) wide[n++] = decode(&at);
    wide[n] = 0;
    return wide;
}

wchar_t *descent_aligned(const wchar_t *text) {
    size_t count = wcslen(text), ends = 0;
    for (const wchar_t *at = text; *at; at++) ends += *at == L'\n';
    wchar_t *out = malloc((count + 2 * ends + 1) * sizeof(wchar_t));
    if (!out) return NULL;
    wchar_t *to = out;
    for (const wchar_t *at = text; *at; at++) {
        *to++ = *at;
        if (*at == L'\n') *to++ = L' ', *to++ = L' ';
    }
    *to = 0;
    return out;
}

char *descent_utf8(const wchar_t *wide, size_t count) {
    char *out = malloc(4 * count + 1);
    if (!out) return NULL;
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned c = (unsigned)wide[i];
        if (c < 0x80) {
            out[n++] = (char)c;
        } else if (c < 0x800) {
            out[n++] = (char)(0xC0 | c >> 6);
            out[n++] = (char)(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            out[n++] = (char)(0xE0 | c >> 12);
            out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
            out[n++] = (char)(0x80 | (c & 0x3F));
        } else {
            out[n++] = (char)(0xF0 | (c >> 18 & 0x07));
            out[n++] = (char)(0x80 | (c >> 12 & 0x3F));
            out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
            out[n++] = (char)(0x80 | (c & 0x3F));
        }
    }
    out[n] = 0;
    return out;
}

void descent_use_utf8(void) {
    // Only the character type: numbers are always read and written with a point.
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

int descent_cell_width(unsigned int scalar) {
    int width = wcwidth((wchar_t)scalar);
    return width < 0 ? 0 : width;
}
