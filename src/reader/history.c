#include "reader/history.h"

#include <string.h>

void history_add(struct history *history, struct place here)
{
    if (history->at == HISTORY_SIZE) {
        memmove(history->places, history->places + 1, (HISTORY_SIZE - 1) * sizeof here);
        history->at--;
    }
    history->places[history->at++] = here;
    history->count = history->at;
}

/* Going swaps the place here with the one there, so the way back leads to where one left. */
bool history_back(struct history *history, struct place here, struct place *there)
{
    if (history->at == 0)
        return false;
    history->at--;
    *there = history->places[history->at];
    history->places[history->at] = here;
    return true;
}

bool history_forward(struct history *history, struct place here, struct place *there)
{
    if (history->at == history->count)
        return false;
    *there = history->places[history->at];
    history->places[history->at] = here;
    history->at++;
    return true;
}
