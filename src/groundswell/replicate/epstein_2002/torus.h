/* The torus as bits: who stands where, margins in which it comes round, and what is in view of a place. */

#pragma once

#include "world.h"

static void put(World *w, uint64_t *line, int32_t at, int maps, int on) {
    uint64_t *word = line + ((at + w->far) >> 6) * MAPS, bit = 1ULL << ((at + w->far) & 63);
    for (int map = 0; map < 3; map++)
        if (maps >> map & 1) word[map] = on ? word[map] | bit : word[map] & ~bit;
}

static void mark(World *w, int32_t site, int maps, int on) {
    int32_t columns = w->rule->columns, row = site / columns, column = site % columns;
    uint64_t *line = w->bits + w->row[row + w->far];
    put(w, line, column, maps, on);
    if (column < w->far) put(w, line, column + columns, maps, on);
    if (column >= columns - w->far) put(w, line, column - columns, maps, on);
}

static int32_t site_of(const World *w, const Part *part, int32_t place, int32_t bit) {
    int32_t columns = w->rule->columns, row = place / columns + part->down;
    row += row < 0 ? w->rule->rows : row >= w->rule->rows ? -w->rule->rows : 0;
    return row * columns + w->column[place % columns + part->start + bit + w->far];
}

static uint64_t word_at(const uint64_t *line, int32_t at) {
    const uint64_t *word = line + (at >> 6) * MAPS;
    return word[0] >> (at & 63) | word[MAPS] << 1 << (63 - (at & 63));
}

/* For each part of a view from a place: `window_` holds the bits of a map there, as they are or (~) turned over. */
#define EACH_WINDOW(w, view, place, map, turned)                                                              \
    const int32_t *row_ = (w)->row + (w)->far + (place) / (w)->rule->columns,                                 \
                  column_ = (w)->far + (place) % (w)->rule->columns;                                          \
    const Part *part_ = (view)->part;                                                                         \
    uint64_t window_;                                                                                         \
    for (int32_t n = 0; n < (view)->count &&                                                                  \
                        (window_ = turned word_at((w)->bits + row_[part_[n].down] + (map),                    \
                                                  column_ + part_[n].start) & part_[n].mask, 1); n++)

/* For each site in view of a place whose bit is set in a map, row by row: its number is `there`. */
#define EACH_SEEN(w, view, place, map)                                                                        \
    EACH_WINDOW(w, view, place, map, )                                                                        \
        for (int32_t there; window_ &&                                                                        \
                            (there = site_of((w), part_ + n, (place), __builtin_ctzll(window_)), 1);          \
             window_ &= window_ - 1)

/* Puts the offsets of a view, which come row by row, into words of at most 64 sites. */
static int open_view(View *view, int32_t count, const int32_t *down, const int32_t *across) {
    if (!(view->part = malloc((count + 1) * sizeof *view->part))) return 0;
    view->count = 0;
    for (int32_t n = 0; n < count; n++) {
        Part *part = view->part + view->count - 1;
        if (!n || down[n] != part->down || across[n] - part->start > 63)
            *(part = view->part + view->count++) = (Part){.down = down[n], .start = across[n]};
        part->mask |= 1ULL << (across[n] - part->start);
    }
    return 1;
}

static int open_torus(World *w, const int32_t *const offsets[6], const int32_t counts[3]) {
    for (int view = 0; view < 3; view++)
        for (int32_t n = 0; n < counts[view]; n++)
            for (int axis = 0; axis < 2; axis++)
                if (abs(offsets[2 * view + axis][n]) > w->far) w->far = abs(offsets[2 * view + axis][n]);
    int32_t rows = w->rule->rows, columns = w->rule->columns, words = (columns + 2 * w->far + 63) / 64 + 2;
    w->row = malloc((rows + 2 * w->far) * sizeof *w->row);
    w->column = malloc((columns + 2 * w->far + 64) * sizeof *w->column);
    w->bits = noughts((size_t)rows * words * MAPS, sizeof *w->bits);
    if (!w->row || !w->column || !w->bits) return 0;
    for (int32_t n = -w->far; n < rows + w->far; n++) w->row[n + w->far] = (n + rows) % rows * words * MAPS;
    for (int32_t n = -w->far; n < columns + w->far; n++) w->column[n + w->far] = (n + columns) % columns;
    View *views[] = {&w->citizens, &w->police, &w->beside};
    for (int n = 0; n < 3; n++)
        if (!open_view(views[n], counts[n], offsets[2 * n], offsets[2 * n + 1])) return 0;
    return 1;
}
