/* Epstein (2002), civil violence: citizens and cops who act in turn, in a fresh random order each tick.

   A line-by-line twin of `_reference.py`, which is the readable statement of the rule: both make the same draws and give
   the same numbers to the bit. What differs is that this one keeps, for every site, how many cops and actives are in
   view of it, and so does not look at a whole neighbourhood for each decision. */

#include "world.h"

static void seen(World *w, int32_t *near, int32_t site, int32_t change) {
    EACH_IN_VIEW(&w->citizens, site, w->rule->columns) near[there] += change;
}

static void show(World *w, int32_t agent, int32_t change) {
    if (w->kind[agent] == COP) seen(w, w->cops_near, w->site[agent], change);
    else if (w->status[agent] == ACTIVE) seen(w, w->actives_near, w->site[agent], change);
}

static void enter(World *w, int32_t agent, int32_t site) {
    w->site[agent] = site;
    w->next[agent] = w->head[site];
    w->head[site] = agent;
    w->taken[site]++;
    show(w, agent, 1);
}

static void leave(World *w, int32_t agent) {
    int32_t *link = &w->head[w->site[agent]];
    while (*link != agent) link = &w->next[*link];
    *link = w->next[agent];
    w->taken[w->site[agent]]--;
    show(w, agent, -1);
}

static void become(World *w, int32_t agent, int32_t status) {
    show(w, agent, -1);
    w->status[agent] = status;
    show(w, agent, 1);
}

/* A random empty site in view of a place, or -1. */
static int32_t empty_beside(World *w, const View *view, int32_t place) {
    int32_t empty = 0;
    EACH_IN_VIEW(view, place, w->rule->columns) w->found[empty] = there, empty += !w->taken[there];
    return empty ? w->found[below(w, empty)] : -1;
}

static int32_t empty_anywhere(World *w) {
    int32_t empty = 0;
    for (int32_t site = 0; site < w->sites; site++) w->found[empty] = site, empty += !w->taken[site];
    return empty ? w->found[below(w, empty)] : -1;
}

static void move(World *w, int32_t agent) {
    int cop = w->kind[agent] == COP;
    if (!(cop ? w->rule->cops_move : w->rule->citizens_move)) return;
    int32_t there = empty_beside(w, cop ? &w->police : &w->citizens, w->site[agent]);
    if (there < 0) return;
    leave(w, agent);
    enter(w, agent, there);
}

static double risk(World *w, int32_t agent) {
    int32_t cops = w->cops_near[w->site[agent]], actives = w->actives_near[w->site[agent]];
    if (w->rule->self == ONCE) actives += 1;
    else if (w->rule->self == TWICE) actives += 1 + (w->status[agent] == ACTIVE);
    else if (actives < 1) actives = 1;
    double ratio = (double)cops / actives;
    if (w->rule->ratio == DOWN) ratio = floor(ratio);
    else if (w->rule->ratio == NEAREST) ratio = nearbyint(ratio);
    return 1 - exp(-w->number->sharpness * ratio);
}

static void bury(World *w, int32_t agent, int on_board) {
    if (on_board) leave(w, agent);
    w->status[agent] = GONE;
    w->gone++;
}

static void kill_one(World *w, int32_t agent) {
    int32_t count = 0;
    EACH_IN_VIEW(&w->citizens, w->site[agent], w->rule->columns)
        for (int32_t other = w->head[there]; other >= 0; other = w->next[other])
            if (w->kind[other] == 1 - w->kind[agent] && w->status[other] <= ACTIVE) w->found[count++] = other;
    if (!count) return;
    bury(w, w->found[below(w, count)], 1);
    w->kills++;
}

static int32_t wish(World *w, int32_t agent) {
    double grievance = w->rule->fixed_grievance ? w->grievance[agent] : w->hardship[agent] * (1 - w->legitimacy);
    return grievance - w->aversion[agent] * risk(w, agent) > w->number->threshold ? ACTIVE : QUIET;
}

static void take(World *w, int32_t agent, int32_t status) {
    if (status != w->status[agent]) become(w, agent, status);
    if (w->rule->two_groups && status == ACTIVE) kill_one(w, agent);
}

static void decide(World *w, int32_t agent) { take(w, agent, wish(w, agent)); }

static int stays_on_board(const Rule *rule) { return rule->two_groups ? rule->release == IN_PLACE : rule->jailed == BLOCKS; }

static void arrest(World *w, int32_t cop) {
    int32_t count = 0;
    EACH_IN_VIEW(&w->police, w->site[cop], w->rule->columns)
        for (int32_t other = w->head[there]; other >= 0; other = w->next[other])
            if (w->kind[other] != COP && w->status[other] == ACTIVE) w->found[count++] = other;
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
    w->status[caught] = JAILED;
    if (w->rule->cop_steps && !w->taken[w->site[caught]]) {
        leave(w, cop);
        enter(w, cop, w->site[caught]);
    }
}

static void act(World *w, int32_t agent) {
    if (w->kind[agent] == COP) arrest(w, agent);
    else decide(w, agent);
}

static void turn(World *w, int32_t agent) {
    if (w->status[agent] > ACTIVE) return;
    if (!w->rule->act_first) move(w, agent);
    act(w, agent);
    if (w->rule->act_first && w->status[agent] <= ACTIVE) move(w, agent);
}

/* Another model: everybody moves, then every citizen decides on one and the same board, then the cops arrest. */
static void all_at_once(World *w, int32_t count) {
    for (int32_t n = 0; n < count; n++) move(w, w->order[n]);
    for (int32_t n = 0; n < count; n++)
        if (w->kind[w->order[n]] != COP) w->wishes[w->order[n]] = wish(w, w->order[n]);
    for (int32_t n = 0; n < count; n++)
        if (w->kind[w->order[n]] != COP && w->status[w->order[n]] <= ACTIVE) take(w, w->order[n], w->wishes[w->order[n]]);
    for (int32_t n = 0; n < count; n++)
        if (w->kind[w->order[n]] == COP) arrest(w, w->order[n]);
}

static void turns(World *w) {
    int32_t count = 0, citizens;
    int apart = w->rule->schedule == COPS_LAST;
    for (int32_t a = 0; a < w->used; a++)
        if (w->status[a] <= ACTIVE && !(apart && w->kind[a] == COP)) w->order[count++] = a;
    citizens = count;
    if (apart)
        for (int32_t a = 0; a < w->used; a++)
            if (w->status[a] <= ACTIVE && w->kind[a] == COP) w->order[count++] = a;
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
    for (int32_t n = 0; n < count; n++) turn(w, w->order[n]);
}

static void release(World *w, int32_t agent) {
    const Rule *rule = w->rule;
    if (stays_on_board(rule)) {
        w->status[agent] = QUIET;
        return;
    }
    int32_t there = w->site[agent];
    if (rule->two_groups) {
        if (rule->release == ANY_SITE) there = empty_anywhere(w);
        else if (w->taken[there]) there = -1;
    } else if (rule->jailed == OFF && w->taken[there]) there = empty_anywhere(w);
    if (there < 0) return;
    w->status[agent] = QUIET;
    enter(w, agent, there);
}

static void serve(World *w) {
    for (int32_t a = 0; a < w->used; a++) {
        if (w->status[a] != JAILED) continue;
        w->left[a] -= 1;
        if (w->left[a] <= 0) release(w, a);
    }
}

static int32_t newcomer(World *w, int32_t kind, double hardship, double aversion) {
    int32_t agent = w->gone ? 0 : w->used; /* the first place that somebody gone has left, or a new one */
    while (agent < w->used && w->status[agent] != GONE) agent++;
    if (agent < w->used) w->gone--;
    if (agent == w->used && w->used++ == w->rule->capacity) {
        w->used--;
        w->full = 1;
        return -1;
    }
    w->kind[agent] = kind;
    w->status[agent] = QUIET;
    w->hardship[agent] = hardship;
    w->aversion[agent] = aversion;
    w->grievance[agent] = hardship * (1 - w->legitimacy);
    w->age[agent] = 0;
    w->left[agent] = 0;
    return agent;
}

static void breed(World *w) {
    int32_t count = 0;
    for (int32_t a = 0; a < w->used; a++)
        if (w->kind[a] != COP && w->status[a] <= ACTIVE) w->order[count++] = a;
    shuffle(w, w->order, count);
    for (int32_t n = 0; n < count; n++) {
        int32_t parent = w->order[n];
        if (uniform(w) >= w->number->clone_chance) continue;
        int32_t there = empty_beside(w, &w->beside, w->site[parent]);
        if (there < 0) continue;
        double aversion = uniform(w);
        int32_t child = newcomer(w, w->kind[parent], w->hardship[parent], aversion);
        if (child < 0) return;
        w->last_age[child] = 1 + below(w, w->rule->longest_life);
        enter(w, child, there);
    }
}

static void grow_old(World *w) {
    for (int32_t a = 0; a < w->used; a++)
        if (w->kind[a] != COP && w->status[a] != GONE && ++w->age[a] >= w->last_age[a])
            bury(w, a, w->status[a] != JAILED || stays_on_board(w->rule));
}

static void station(World *w, int32_t wanted) {
    while (w->cops > wanted) {
        int32_t count = 0;
        for (int32_t a = 0; a < w->used; a++)
            if (w->kind[a] == COP && w->status[a] != GONE) w->order[count++] = a;
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
    for (int32_t site = 0; site < w->sites; site++) w->order[site] = site;
    shuffle(w, w->order, w->sites);
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
        if (w->kind[a] == COP || w->status[a] == GONE) continue;
        row[w->status[a]]++;
        row[4 + w->kind[a]]++;
        if (w->status[a] == JAILED) continue;
        grievance += w->rule->fixed_grievance ? w->grievance[a] : w->hardship[a] * (1 - w->legitimacy);
        aversion += w->aversion[a];
    }
    double free_ones = row[QUIET] + row[ACTIVE];
    *tension = (grievance / free_ones) * (row[QUIET] / free_ones) / (aversion / free_ones);
    row[3] = w->cops;
    row[6] = w->kills;
}

static void draw_board(World *w, int8_t *board) {
    for (int32_t site = 0; site < w->sites; site++) {
        int32_t agent = w->head[site];
        if (agent < 0) board[site] = 0;
        else if (w->kind[agent] == COP) board[site] = 5;
        else board[site] = w->status[agent] == JAILED ? 6 : 1 + w->kind[agent] + 2 * w->status[agent];
    }
}

static int open_view(View *view, const Rule *rule, int32_t count, const int32_t *down, const int32_t *across) {
    *view = (View){.count = count, .down = down, .across = across};
    for (int32_t n = 0; n < count; n++) {
        if (abs(down[n]) > view->far) view->far = abs(down[n]);
        if (abs(across[n]) > view->far) view->far = abs(across[n]);
    }
    view->row = malloc((rule->rows + 2 * view->far) * sizeof *view->row);
    view->column = malloc((rule->columns + 2 * view->far) * sizeof *view->column);
    if (!view->row || !view->column) return 0;
    for (int32_t n = -view->far; n < rule->rows + view->far; n++)
        view->row[n + view->far] = (n + rule->rows) % rule->rows * rule->columns;
    for (int32_t n = -view->far; n < rule->columns + view->far; n++)
        view->column[n + view->far] = (n + rule->columns) % rule->columns;
    return 1;
}

static int allocate(World *w) {
    size_t sites = w->sites, agents = w->rule->capacity + 1, most = agents > sites ? agents : sites;
    int32_t **whole[] = {&w->kind, &w->status, &w->site, &w->next, &w->age, &w->last_age, &w->order, &w->found,
                         &w->head, &w->taken, &w->cops_near, &w->actives_near, &w->wishes};
    double **real[] = {&w->hardship, &w->aversion, &w->grievance, &w->left};
    for (size_t n = 0; n < sizeof whole / sizeof *whole; n++)
        if (!(*whole[n] = calloc(most + 1, sizeof **whole[n]))) return 0;
    for (size_t n = 0; n < sizeof real / sizeof *real; n++)
        if (!(*real[n] = calloc(agents, sizeof **real[n]))) return 0;
    for (size_t n = 0; n < sites; n++) w->head[n] = -1;
    return 1;
}

static void release_memory(World *w) {
    void *all[] = {w->kind, w->status, w->site, w->next, w->age, w->last_age, w->order, w->found, w->head, w->taken,
                   w->cops_near, w->actives_near, w->wishes, w->hardship, w->aversion, w->grievance, w->left, w->citizens.row, w->citizens.column,
                   w->police.row, w->police.column, w->beside.row, w->beside.column};
    for (size_t n = 0; n < sizeof all / sizeof *all; n++) free(all[n]);
}

/* Runs one society. `legitimacy` and `cops` say what holds at ticks 0 .. ticks; `rows` takes one row of counts a tick.
   Returns the last tick, -1 where there is no memory, -2 where more people live than there is room for. */
int32_t run_society(const Rule *rule, const Number *number, const int32_t *const offsets[6], const int32_t counts[3],
                    const double *legitimacy, const int32_t *cops, uint64_t luck, int32_t *rows, double *tension,
                    int8_t *board) {
    World w = {.rule = rule, .number = number, .luck = luck, .legitimacy = legitimacy[0],
               .sites = rule->rows * rule->columns};
    View *views[] = {&w.citizens, &w.police, &w.beside};
    int room = 1;
    for (int n = 0; n < 3; n++) room &= open_view(views[n], rule, counts[n], offsets[2 * n], offsets[2 * n + 1]);
    if (!room || !allocate(&w)) {
        release_memory(&w);
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
    release_memory(&w);
    return w.full ? -2 : tick;
}
