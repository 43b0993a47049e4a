/* The torus as bits: what is seen of each site, margins in which it comes round, and what is in view of a place.

   The number of a site is its row times a power of two, plus its column: no division is needed to take it apart. */

#pragma once

#include "world.h"

static int32_t row_of(const World *w, int32_t site) { return site >> w->wide; }

static int32_t column_of(const World *w, int32_t site) { return site & ((1 << w->wide) - 1); }

static int32_t site_at(const World *w, int32_t row, int32_t column) { return row << w->wide | column; }

static int32_t nth_site(const World *w, int32_t n) {
    return site_at(w, n / w->rule->columns, n % w->rule->columns);
}

static int32_t round_to(int32_t at, int32_t size) { return at < 0 ? at + size : at >= size ? at - size : at; }

static void put(Sites *sites, int32_t at, int seen) {
    uint64_t bit = 1ULL << at;
    sites->low = (sites->low & ~bit) | (uint64_t)(seen & 1) << at;
    sites->high = (sites->high & ~bit) | (uint64_t)(seen >> 1) << at;
}

/* From now on so much is seen of a site, in both strips that have it, and in margins. */
static void mark(World *w, int32_t site, int seen) {
    int32_t rows = w->rule->rows, columns = w->rule->columns;
    for (int32_t y = round_to(row_of(w, site) + w->far, rows); y < rows + 2 * w->far; y += rows)
        for (int32_t x = round_to(column_of(w, site) + w->far, columns); x < columns + 2 * w->far; x += columns) {
            put(w->strips + (x >> 5) * w->tall + y, 32 + (x & 31), seen);
            put(w->strips + ((x >> 5) + 1) * w->tall + y, x & 31, seen);
        }
}

static int32_t site_of(const World *w, const Part *part, int32_t place, int32_t bit) {
    int32_t row = row_of(w, place) + part->down, column = column_of(w, place) + part->across + bit;
    return site_at(w, round_to(row, w->rule->rows), round_to(column, w->rule->columns));
}

/* The first word of the view from a place; `shift` bits further on lies its first column. */
static const Sites *first_of(const World *w, const View *view, int32_t place, int *shift) {
    int32_t left = column_of(w, place) + w->far + view->start;
    *shift = left & 31;
    return w->strips + ((left >> 5) + 1) * w->tall + row_of(w, place) + w->far;
}

/* Those sites of a word where that is seen; among several people of a site an active may stand behind a cop. */
static uint64_t where(const World *w, const Sites *sites, int seen) {
    if (seen == TAKEN) return sites->low | sites->high;
    if (seen == COPS) return sites->low & sites->high;
    return w->several ? sites->high : sites->high & ~sites->low;
}

/* For each site in view of a place where that is seen, row by row: its number is `there`. */
#define EACH_SEEN(w, view, place, what)                                                                       \
    int shift_;                                                                                               \
    const Sites *first_ = first_of(w, view, place, &shift_);                                                  \
    const Part *part_ = (view)->part;                                                                         \
    for (; part_ < (view)->part + (view)->count; part_++)                                                     \
        for (uint32_t window_ = where(w, first_ + part_->apart, what) >> shift_ & part_->mask, there;         \
             window_ && (there = site_of(w, part_, place, __builtin_ctz(window_)), 1); window_ &= window_ - 1)

/* Puts the offsets of a view, which come row by row, into words of 32 sites. */
static int open_view(World *w, View *view, int32_t count, const int32_t *down, const int32_t *across) {
    if (!(view->part = noughts(w, count + 1, sizeof *view->part))) return 0;
    view->count = view->start = 0;
    for (int32_t n = 0; n < count; n++)
        if (across[n] < view->start) view->start = across[n];
    for (int32_t n = 0; n < count; n++) {
        int32_t word = (across[n] - view->start) / 32, at = (across[n] - view->start) % 32;
        Part *part = view->part + view->count - 1;
        if (!n || down[n] != part->down || word * 32 + view->start != part->across)
            *(part = view->part + view->count++) = (Part){down[n], word * 32 + view->start, word * w->tall + down[n], 0};
        part->mask |= 1U << at;
    }
    return 1;
}

static int open_torus(World *w, const int32_t *const offsets[6], const int32_t counts[3]) {
    for (int view = 0; view < 3; view++)
        for (int32_t n = 0; n < counts[view]; n++)
            for (int axis = 0; axis < 2; axis++)
                if (abs(offsets[2 * view + axis][n]) > w->far) w->far = abs(offsets[2 * view + axis][n]);
    w->tall = w->rule->rows + 2 * w->far;
    while (1 << w->wide < w->rule->columns) w->wide++;
    w->strips = noughts(w, (size_t)((w->rule->columns + 2 * w->far) / 32 + 3) * w->tall, sizeof *w->strips);
    if (!w->strips) return 0;
    View *views[] = {&w->citizens, &w->police, &w->beside};
    for (int n = 0; n < 3; n++)
        if (!open_view(w, views[n], counts[n], offsets[2 * n], offsets[2 * n + 1])) return 0;
    return 1;
}
