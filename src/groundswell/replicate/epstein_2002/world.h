/* What a society consists of, its luck, and what is in view of a place. */

#pragma once

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { QUIET, ACTIVE, JAILED, GONE };
enum { FIRST, SECOND, COP };
enum { DOWN, LITERAL, NEAREST };
enum { ONCE, TWICE, NOT_AT_ALL };
enum { LIST, WITH_REPLACEMENT, COPS_LAST, AT_ONCE };
enum { REAL, BELOW, UP_TO };
enum { OFF, BLOCKS, SHARES };
enum { OWN_SITE, ANY_SITE, IN_PLACE };
enum { COLUMNS = 7 };

typedef struct {
    int32_t rows, columns, citizens, ticks, two_groups, citizens_move, cops_move, ratio, self, act_first, schedule, cop_steps, term,
        jailed, release, fixed_grievance, capacity, longest_life;
} Rule;

typedef struct {
    double sharpness, threshold, longest_term, clone_chance;
} Number;

/* The offsets of a neighbourhood, and where each row and column stands on the torus, `far` of them before the first. */
typedef struct {
    int32_t count, far;
    const int32_t *down, *across;
    int32_t *row, *column;
} View;

typedef struct {
    const Rule *rule;
    const Number *number;
    View citizens, police, beside;
    uint64_t luck;
    double legitimacy;
    int32_t sites, used, gone, cops, kills, full;
    int32_t *kind, *status, *site, *next, *age, *last_age, *head, *taken, *cops_near, *actives_near, *order, *found,
        *wishes;
    double *hardship, *aversion, *grievance, *left;
} World;

static int32_t site_at(const View *view, const int32_t *row, const int32_t *column, int32_t n) {
    return row[view->down[n]] + column[view->across[n]];
}

/* For each site in view of a place: its number is `there`. */
#define EACH_IN_VIEW(view, place, columns)                                                                    \
    const int32_t *row_ = (view)->row + (view)->far + (place) / (columns),                                    \
                  *column_ = (view)->column + (view)->far + (place) % (columns);                              \
    for (int32_t n = 0, there; n < (view)->count && (there = site_at((view), row_, column_, n), 1); n++)

static double uniform(World *w) {
    uint64_t z = (w->luck += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

static int32_t below(World *w, int32_t count) { return (int32_t)(uniform(w) * count); }

static void shuffle(World *w, int32_t *list, int32_t count) {
    for (int32_t last = count - 1; last > 0; last--) {
        int32_t at = below(w, last + 1), kept = list[at];
        list[at] = list[last];
        list[last] = kept;
    }
}
