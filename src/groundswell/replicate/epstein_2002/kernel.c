/* Epstein (2002), civil violence: citizens and cops who act in turn, in a fresh random order each tick.

   A line-by-line twin of `_reference.py`, which is the readable statement of the rule: both make the same draws and
   give the same numbers to the bit. What differs is that this one keeps a bit for every site and each of three questions
   (is anybody here, is a cop, is an active), so that a look at a neighbourhood is a few words masked and counted. */

#include "people.h"

/* A random empty site in view of a place, or -1. */
static int32_t empty_beside(World *w, const View *view, int32_t place) {
    uint32_t free[view->count];
    int32_t empty = 0;
    int shift;
    const Sites *first = first_of(w, view, place, &shift);
    for (int32_t n = 0; n < view->count; n++) {
        free[n] = ~where(w, first + view->part[n].apart, TAKEN) >> shift & view->part[n].mask;
        empty += __builtin_popcount(free[n]);
    }
    if (!empty) return -1;
    int32_t chosen = below(w, empty), n = 0;
    for (int32_t here; chosen >= (here = __builtin_popcount(free[n])); n++) chosen -= here;
    while (chosen--) free[n] &= free[n] - 1;
    return site_of(w, &view->part[n], place, __builtin_ctz(free[n]));
}

static int32_t empty_anywhere(World *w) {
    int32_t empty = 0;
    for (int32_t n = 0; n < w->rule->rows * w->rule->columns; n++) {
        w->found[empty] = nth_site(w, n);
        empty += who(w, w->found[empty]) < 0;
    }
    return empty ? w->found[below(w, empty)] : -1;
}

static void move(World *w, int32_t agent) {
    int cop = w->agent[agent].kind == COP;
    if (!(cop ? w->rule->cops_move : w->rule->citizens_move)) return;
    int32_t there = empty_beside(w, cop ? &w->police : &w->citizens, w->agent[agent].site);
    if (there < 0) return;
    leave(w, agent);
    enter(w, agent, there);
}

static void look(World *w, int32_t place, int32_t *cops, int32_t *actives) {
    int shift;
    const View *view = &w->citizens;
    const Sites *first = first_of(w, view, place, &shift);
    for (int32_t n = 0; n < view->count; n++) {
        const Sites *sites = first + view->part[n].apart;
        uint32_t noted = sites->high >> shift & view->part[n].mask;
        *cops += __builtin_popcount(noted & sites->low >> shift);
        *actives += __builtin_popcount(noted & ~(sites->low >> shift));
    }
    if (!w->several) return;
    *actives = 0;
    EACH_SEEN(w, view, place, ACTIVES)
        for (int32_t other = who(w, there); other >= 0; other = w->agent[other].next) *actives += is_active(w, other);
}

static double risk(World *w, int32_t agent) {
    int32_t cops = 0, actives = 0;
    look(w, w->agent[agent].site, &cops, &actives);
    if (w->rule->self == ONCE) actives += 1;
    else if (w->rule->self == TWICE) actives += 1 + (w->agent[agent].status == ACTIVE);
    else if (actives < 1) actives = 1;
    double ratio = (double)cops / actives;
    if (w->rule->ratio == DOWN) ratio = floor(ratio);
    else if (w->rule->ratio == NEAREST) ratio = nearbyint(ratio);
    return 1 - exp(-w->number->sharpness * ratio);
}

static void bury(World *w, int32_t agent, int on_board) {
    if (on_board) leave(w, agent);
    w->agent[agent].status = GONE;
    w->gone++;
}

static void kill_one(World *w, int32_t agent) {
    int32_t count = 0;
    EACH_SEEN(w, &w->citizens, w->agent[agent].site, TAKEN)
        for (int32_t other = who(w, there); other >= 0; other = w->agent[other].next)
            if (w->agent[other].kind == 1 - w->agent[agent].kind && w->agent[other].status <= ACTIVE)
                w->found[count++] = other;
    if (!count) return;
    bury(w, w->found[below(w, count)], 1);
    w->kills++;
}

static int32_t wish(World *w, int32_t agent) {
    double grievance = w->rule->fixed_grievance ? w->grievance[agent] : w->agent[agent].hardship * (1 - w->legitimacy);
    if (grievance <= w->number->threshold) return QUIET; /* whatever the risk, which only takes away */
    return grievance - w->agent[agent].aversion * risk(w, agent) > w->number->threshold ? ACTIVE : QUIET;
}

static void take(World *w, int32_t agent, int32_t status) {
    if (status != w->agent[agent].status) become(w, agent, status);
    if (w->rule->two_groups && status == ACTIVE) kill_one(w, agent);
}

static void decide(World *w, int32_t agent) { take(w, agent, wish(w, agent)); }

static int stays_on_board(const Rule *rule) {
    return rule->two_groups ? rule->release == IN_PLACE : rule->jailed == BLOCKS;
}

static void arrest(World *w, int32_t cop) {
    int32_t count = 0;
    EACH_SEEN(w, &w->police, w->agent[cop].site, ACTIVES)
        for (int32_t other = who(w, there); other >= 0; other = w->agent[other].next)
            if (is_active(w, other)) w->found[count++] = other;
    if (!count) return;
    int32_t caught = w->found[below(w, count)];
    double drawn = uniform(w), longest = w->number->longest_term;
    if (isinf(longest)) w->left[caught] = longest;
    else if (w->rule->term == REAL) w->left[caught] = drawn * longest;
    else w->left[caught] = floor(drawn * (longest + (w->rule->term == UP_TO)));
    if (stays_on_board(w->rule)) {
        become(w, caught, JAILED);
        return;
    }
    leave(w, caught);
    w->agent[caught].status = JAILED;
    if (w->rule->cop_steps && !(who(w, w->agent[caught].site) >= 0)) {
        leave(w, cop);
        enter(w, cop, w->agent[caught].site);
    }
}

static void act(World *w, int32_t agent) {
    if (w->agent[agent].kind == COP) arrest(w, agent);
    else decide(w, agent);
}

static void turn(World *w, int32_t agent) {
    if (w->agent[agent].status > ACTIVE) return;
    if (!w->rule->act_first) move(w, agent);
    act(w, agent);
    if (w->rule->act_first && w->agent[agent].status <= ACTIVE) move(w, agent);
}

/* Another model: everybody moves, then every citizen decides on one and the same board, then the cops arrest. */
static void all_at_once(World *w, int32_t count) {
    for (int32_t n = 0; n < count; n++) move(w, w->order[n]);
    for (int32_t n = 0; n < count; n++)
        if (w->agent[w->order[n]].kind != COP) w->wishes[w->order[n]] = wish(w, w->order[n]);
    for (int32_t n = 0; n < count; n++) {
        const Agent *one = w->agent + w->order[n];
        if (one->kind != COP && one->status <= ACTIVE) take(w, w->order[n], w->wishes[w->order[n]]);
    }
    for (int32_t n = 0; n < count; n++)
        if (w->agent[w->order[n]].kind == COP) arrest(w, w->order[n]);
}

static void turns(World *w) {
    int32_t count = 0, citizens;
    int apart = w->rule->schedule == COPS_LAST;
    for (int32_t a = 0; a < w->used; a++)
        if (w->agent[a].status <= ACTIVE && !(apart && w->agent[a].kind == COP)) w->order[count++] = a;
    citizens = count;
    if (apart)
        for (int32_t a = 0; a < w->used; a++)
            if (w->agent[a].status <= ACTIVE && w->agent[a].kind == COP) w->order[count++] = a;
    if (w->rule->schedule == WITH_REPLACEMENT) {
        for (int32_t n = 0; n < count; n++) turn(w, w->order[below(w, count)]);
        return;
    }
    shuffle(w, w->order, citizens);
    shuffle(w, w->order + citizens, count - citizens);
    if (w->rule->schedule == AT_ONCE) {
        all_at_once(w, count);
        return;
    }
    for (int32_t n = 0; n < count; n++) {
        if (n + 2 * AHEAD < count) __builtin_prefetch(w->agent + w->order[n + 2 * AHEAD]);
        if (n + AHEAD < count) __builtin_prefetch(w->first + w->agent[w->order[n + AHEAD]].site);
        turn(w, w->order[n]);
    }
}

static void release(World *w, int32_t agent) {
    const Rule *rule = w->rule;
    if (stays_on_board(rule)) {
        w->agent[agent].status = QUIET;
        return;
    }
    int32_t there = w->agent[agent].site;
    if (rule->two_groups) {
        if (rule->release == ANY_SITE) there = empty_anywhere(w);
        else if (who(w, there) >= 0) there = -1;
    } else if (rule->jailed == OFF && who(w, there) >= 0) there = empty_anywhere(w);
    if (there < 0) return;
    w->agent[agent].status = QUIET;
    enter(w, agent, there);
}

static void serve(World *w) {
    for (int32_t a = 0; a < w->used; a++) {
        if (w->agent[a].status != JAILED) continue;
        w->left[a] -= 1;
        if (w->left[a] <= 0) release(w, a);
    }
}

static int32_t newcomer(World *w, int32_t kind, double hardship, double aversion) {
    int32_t agent = w->gone ? 0 : w->used; /* the first place that somebody gone has left, or a new one */
    while (agent < w->used && w->agent[agent].status != GONE) agent++;
    if (agent < w->used) w->gone--;
    if (agent == w->used && w->used++ == w->rule->capacity) {
        w->used--;
        w->full = 1;
        return -1;
    }
    w->agent[agent].kind = kind;
    w->agent[agent].status = QUIET;
    w->agent[agent].hardship = hardship;
    w->agent[agent].aversion = aversion;
    w->grievance[agent] = hardship * (1 - w->legitimacy);
    w->age[agent] = 0;
    w->left[agent] = 0;
    return agent;
}

static void breed(World *w) {
    int32_t count = 0;
    for (int32_t a = 0; a < w->used; a++)
        if (w->agent[a].kind != COP && w->agent[a].status <= ACTIVE) w->order[count++] = a;
    shuffle(w, w->order, count);
    for (int32_t n = 0; n < count; n++) {
        int32_t parent = w->order[n];
        if (uniform(w) >= w->number->clone_chance) continue;
        int32_t there = empty_beside(w, &w->beside, w->agent[parent].site);
        if (there < 0) continue;
        double aversion = uniform(w);
        int32_t child = newcomer(w, w->agent[parent].kind, w->agent[parent].hardship, aversion);
        if (child < 0) return;
        w->last_age[child] = 1 + below(w, w->rule->longest_life);
        enter(w, child, there);
    }
}

static void grow_old(World *w) {
    for (int32_t a = 0; a < w->used; a++)
        if (w->agent[a].kind != COP && w->agent[a].status != GONE && ++w->age[a] >= w->last_age[a])
            bury(w, a, w->agent[a].status != JAILED || stays_on_board(w->rule));
}

static void station(World *w, int32_t wanted) {
    while (w->cops > wanted) {
        int32_t count = 0;
        for (int32_t a = 0; a < w->used; a++)
            if (w->agent[a].kind == COP && w->agent[a].status != GONE) w->order[count++] = a;
        bury(w, w->order[below(w, count)], 1);
        w->cops--;
    }
    while (w->cops < wanted) {
        int32_t there = empty_anywhere(w);
        if (there < 0) return;
        int32_t cop = newcomer(w, COP, 0, 0);
        if (cop < 0) return;
        enter(w, cop, there);
        w->cops++;
    }
}

static void settle(World *w, int32_t cops) {
    int32_t sites = w->rule->rows * w->rule->columns;
    for (int32_t n = 0; n < sites; n++) w->order[n] = nth_site(w, n);
    shuffle(w, w->order, sites);
    for (int32_t n = 0; n < w->rule->citizens + cops; n++) {
        int cop = n >= w->rule->citizens;
        double hardship = cop ? 0 : uniform(w), aversion = cop ? 0 : uniform(w);
        int32_t kind = cop ? COP : w->rule->two_groups && uniform(w) < 0.5 ? SECOND : FIRST;
        int32_t agent = newcomer(w, kind, hardship, aversion);
        w->last_age[agent] = w->rule->two_groups && !cop ? 1 + below(w, w->rule->longest_life) : 0;
        enter(w, agent, w->order[n]);
    }
    w->cops = cops;
}

static void record(World *w, int32_t *row, double *tension) {
    double grievance = 0, aversion = 0;
    memset(row, 0, COLUMNS * sizeof *row);
    for (int32_t a = 0; a < w->used; a++) {
        if (w->agent[a].kind == COP || w->agent[a].status == GONE) continue;
        row[w->agent[a].status]++;
        row[4 + w->agent[a].kind]++;
        if (w->agent[a].status == JAILED) continue;
        grievance += w->rule->fixed_grievance ? w->grievance[a] : w->agent[a].hardship * (1 - w->legitimacy);
        aversion += w->agent[a].aversion;
    }
    double free_ones = row[QUIET] + row[ACTIVE];
    *tension = (grievance / free_ones) * (row[QUIET] / free_ones) / (aversion / free_ones);
    row[3] = w->cops;
    row[6] = w->kills;
}

static void draw_board(World *w, int8_t *board) {
    for (int32_t n = 0; n < w->rule->rows * w->rule->columns; n++) {
        int32_t agent = who(w, nth_site(w, n));
        if (agent < 0) board[n] = 0;
        else if (w->agent[agent].kind == COP) board[n] = 5;
        else board[n] = w->agent[agent].status == JAILED ? 6 : 1 + w->agent[agent].kind + 2 * w->agent[agent].status;
    }
}

static int allocate(World *w) {
    size_t sites = (size_t)w->rule->rows << w->wide, agents = w->rule->capacity + 1, most = agents > sites ? agents : sites;
    int32_t **whole[] = {&w->age, &w->last_age, &w->order, &w->found, &w->first, &w->wishes};
    double **real[] = {&w->grievance, &w->left};
    for (size_t n = 0; n < sizeof whole / sizeof *whole; n++)
        if (!(*whole[n] = noughts(w, most + 1, sizeof **whole[n]))) return 0;
    for (size_t n = 0; n < sizeof real / sizeof *real; n++)
        if (!(*real[n] = noughts(w, agents, sizeof **real[n]))) return 0;
    if (!(w->agent = noughts(w, agents, sizeof *w->agent))) return 0;
    for (size_t n = 0; n < sites; n++) w->first[n] = -1;
    return 1;
}

static void give_back(World *w) {
    while (w->blocks) free(w->block[--w->blocks]);
}

/* Runs one society. `legitimacy` and `cops` say what holds at ticks 0 .. ticks; `rows` takes one row of counts a tick.
   Returns the last tick, -1 where there is no memory, -2 where more people live than there is room for. */
int32_t run_society(const Rule *rule, const Number *number, const int32_t *const offsets[6], const int32_t counts[3],
                    const double *legitimacy, const int32_t *cops, uint64_t luck, int32_t *rows, double *tension,
                    int8_t *board) {
    World w = {.rule = rule, .number = number, .comer = -1, .luck = luck, .legitimacy = legitimacy[0],
               .several = !rule->two_groups && rule->jailed == SHARES};
    if (!open_torus(&w, offsets, counts) || !allocate(&w)) {
        give_back(&w);
        return -1;
    }
    settle(&w, cops[0]);
    record(&w, rows, tension);
    int32_t tick = 0;
    int over = 0;
    while (tick < rule->ticks && !over && !w.full) {
        tick++;
        w.legitimacy = legitimacy[tick];
        station(&w, cops[tick]);
        turns(&w);
        serve(&w);
        if (rule->two_groups) {
            breed(&w);
            grow_old(&w);
        }
        record(&w, rows + (size_t)tick * COLUMNS, tension + tick);
        over = rule->two_groups && (!rows[tick * COLUMNS + 4] || !rows[tick * COLUMNS + 5]);
    }
    draw_board(&w, board);
    give_back(&w);
    return w.full ? -2 : tick;
}
