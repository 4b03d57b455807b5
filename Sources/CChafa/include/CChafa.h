// A picture's pixels as text for a terminal, by libchafa: as a Sixel image or as coloured Unicode blocks.
//
// libchafa is opened when it is first asked for, so that a machine without it loses this way of showing a picture and
// nothing else.
#ifndef DESCENT_CCHAFA_H
#define DESCENT_CCHAFA_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
    ChafaShimSixel = 0,
    ChafaShimBlocksTrueColor = 1,
    ChafaShimBlocks256 = 2,
    ChafaShimBlocks16 = 3,
} ChafaShimMode;

/// Draws `width` × `height` pixels of RGB, 8 bits each, row by row from the top, onto `columns` × `rows` character
/// cells of `cellWidth` × `cellHeight` pixels. Returns text to be freed with `chafa_shim_free`, its length in
/// `*count`, or NULL where there is no libchafa or no memory.
char *chafa_shim_draw(
    const uint8_t *pixels, int width, int height, int columns, int rows, int cellWidth, int cellHeight,
    ChafaShimMode mode, size_t *count);

void chafa_shim_free(char *text);

#endif
