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
enum { TAKEN, COPS, ACTIVES, MAPS = 4 };
enum { AHEAD = 8 }; /* turns ahead for which memory is fetched */

typedef struct {
    int32_t rows, columns, citizens, ticks, two_groups, citizens_move, cops_move, ratio, self, act_first, schedule, cop_steps, term,
        jailed, release, fixed_grievance, capacity, longest_life;
} Rule;

typedef struct {
    double sharpness, threshold, longest_term, clone_chance;
} Number;

/* A neighbourhood: of each of its rows the sites in view, as bits of a word that begins `start` columns away. */
typedef struct {
    int32_t down, start;
    uint64_t mask;
} Part;

typedef struct {
    int32_t count;
    Part *part;
} View;

/* What a turn needs of somebody lies together, two in a line of the cache. */
typedef struct {
    double hardship, aversion;
    int32_t site, next;
    int16_t kind, status;
} Agent;

typedef struct {
    const Rule *rule;
    const Number *number;
    View citizens, police, beside;
    uint64_t luck;
    double legitimacy;
    int32_t sites, used, gone, cops, kills, full, several, far;
    Agent *agent;
    int32_t *age, *last_age, *head, *order, *found, *wishes;
    double *grievance, *left;
    /* Bits of all sites, MAPS words side by side, in rows with margins of `far` columns where the torus comes round;
       row, column: where each stands, `far` of them before the first; shown: the bits of each site. */
    uint64_t *bits;
    int32_t *row, *column;
    uint8_t *shown;
} World;

static void put(uint64_t *line, int32_t at, int on) {
    uint64_t *word = line + (at >> 6) * MAPS, bit = 1ULL << (at & 63);
    *word = on ? *word | bit : *word & ~bit;
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
