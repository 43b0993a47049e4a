/* What a society consists of, its luck, and what is in view of a place. */

#pragma once

#define _DEFAULT_SOURCE /* madvise */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { QUIET, ACTIVE, JAILED, GONE };
enum { FIRST, SECOND, COP };
enum { DOWN, LITERAL, NEAREST };
enum { ONCE, TWICE, NOT_AT_ALL };
enum { LIST, WITH_REPLACEMENT, COPS_LAST, AT_ONCE };
enum { REAL, BELOW, UP_TO };
enum { OFF, BLOCKS, SHARES };
enum { OWN_SITE, ANY_SITE, IN_PLACE };
enum { COLUMNS = 7 };
enum { EMPTY, TAKEN, ACTIVES, COPS }; /* what is seen of a site; of several people there the last of these */
enum { AHEAD = 8 };                   /* turns ahead for which memory is fetched */
enum { LARGE = 1 << 21 };             /* bytes of a large page */

typedef struct {
    int32_t rows, columns, citizens, ticks, two_groups, citizens_move, cops_move, ratio, self, act_first, schedule,
        cop_steps, term, jailed, release, fixed_grievance, capacity, longest_life;
} Rule;

typedef struct {
    double sharpness, threshold, longest_term, clone_chance;
} Number;

/* What is seen of 64 sites in a row: two bits of each. */
typedef struct {
    uint64_t low, high;
} Sites;

/* A neighbourhood: of each of its rows the sites in view, as bits of words of 32 that begin so far away. */
typedef struct {
    int32_t down, across, apart;
    uint32_t mask;
} Part;

typedef struct {
    int32_t count, start;
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
    int32_t wide, used, gone, cops, kills, full, several, far, tall, comer, blocks;
    Agent *agent;
    int32_t *age, *last_age, *first, *order, *found, *wishes;
    double *grievance, *left;
    /* All sites with margins of `far` where the torus comes round, in strips of 64 columns, one strip every 32, so that
       whatever 32 sites side by side are in one word, and the rows of a view one after another in memory. */
    Sites *strips;
    void *block[16]; /* what is to be given back */
} World;

/* Memory of noughts for so many things, from a line of the cache on. A turn looks here and there in all of it, so large
   pages are asked for. */
static void *noughts(World *w, size_t count, size_t size) {
    size_t whole = count * size, edge = 4 * whole < LARGE ? 64 : LARGE;
    char *found = w->block[w->blocks++] = calloc(whole + edge, 1);
    if (!found) return found;
    found += -(uintptr_t)found % edge;
#ifdef MADV_HUGEPAGE
    if (edge == LARGE) madvise(found, whole, MADV_HUGEPAGE);
#endif
    return found;
}

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
