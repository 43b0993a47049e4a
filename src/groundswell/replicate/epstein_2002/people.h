/* Who stands where, and what is seen of it. */

#pragma once

#include "torus.h"

static int is_active(const World *w, int32_t agent) {
    return w->agent[agent].kind != COP && w->agent[agent].status == ACTIVE;
}

static int look_of(const World *w, int32_t agent) {
    return w->agent[agent].kind == COP ? COPS : is_active(w, agent) ? ACTIVES : TAKEN;
}

/* Puts the latest comer on the list of his site. It is done when somebody asks, as a rule a turn later: the memory of a
   site that was chosen a moment ago is then at hand, and nothing had to wait for it. */
static void seat(World *w) {
    int32_t agent = w->comer;
    if (agent < 0) return;
    int32_t *first = w->first + w->agent[agent].site;
    w->agent[agent].next = *first;
    *first = agent;
    w->comer = -1;
}

/* Who stands at a site, the latest comer first, or -1. */
static int32_t who(World *w, int32_t site) {
    seat(w);
    return w->first[site];
}

/* Lets so much be seen of a site; of several people there, the most. */
static void show(World *w, int32_t site, int seen) {
    if (w->several)
        for (int32_t one = who(w, site); one >= 0; one = w->agent[one].next)
            if (look_of(w, one) > seen) seen = look_of(w, one);
    mark(w, site, seen);
}

static void enter(World *w, int32_t agent, int32_t site) {
    seat(w);
    __builtin_prefetch(w->first + site, 1);
    w->agent[agent].site = site;
    w->comer = agent;
    show(w, site, look_of(w, agent));
}

static void leave(World *w, int32_t agent) {
    seat(w);
    int32_t *link = &w->first[w->agent[agent].site];
    while (*link != agent) link = &w->agent[*link].next;
    *link = w->agent[agent].next;
    show(w, w->agent[agent].site, EMPTY);
}

static void become(World *w, int32_t agent, int32_t status) {
    w->agent[agent].status = status;
    show(w, w->agent[agent].site, look_of(w, agent));
}
