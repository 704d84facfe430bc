/*
 * The sweep in C, as a yardstick for the one in TypeScript: same input (an encoding kept by Plumbline), same steps,
 * one thread. Usage: yardstick FILE WINDOW MINIMUM. Prints CPU seconds of pruning, layout and sweep, and the checksum:
 * pairs, sum of distinct objects, of matches, of distances.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef int32_t i32;
typedef struct { i32 account, tick; } share;
typedef struct { i32 last, objects; int64_t matches, ticks; } exact;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void *make(size_t count, size_t size) {
  void *p = calloc(count ? count : 1, size);
  if (p == NULL) { perror("memory"); exit(2); }
  return p;
}

static void take(void *to, size_t size, size_t count, FILE *file) {
  if (fread(to, size, count, file) != count) { fputs("short file\n", stderr); exit(2); }
}

static i32 accounts, objects, length, window, minimum, *start;
static share *at;

/* One round: marks shares in company, counts objects of accounts, keeps what can still be in a pair. */
static i32 prune_round(unsigned char *keep, i32 *last, i32 *active) {
  memset(keep, 0, length);
  memset(last, 0, 4 * (size_t)accounts);
  memset(active, 0, 4 * (size_t)accounts);
  for (i32 o = 0; o < objects; o++) {
    i32 from = start[o], to = start[o + 1];
    int64_t other = INT64_MAX / 2;
    for (i32 i = from + 1; i < to; i++) {
      i32 gap = at[i].tick - at[i - 1].tick;
      other = at[i].account == at[i - 1].account ? other + gap : gap;
      keep[i] |= other <= window;
    }
    other = INT64_MAX / 2;
    for (i32 i = to - 2; i >= from; i--) {
      i32 gap = at[i + 1].tick - at[i].tick;
      other = at[i].account == at[i + 1].account ? other + gap : gap;
      keep[i] |= other <= window;
    }
    for (i32 i = from; i < to; i++) {
      i32 a = at[i].account;
      if (!keep[i] || last[a] == o + 1) continue;
      last[a] = o + 1;
      active[a]++;
    }
  }
  i32 kept = 0, from = 0;
  for (i32 o = 0; o < objects; o++) {
    i32 to = start[o + 1];
    for (i32 i = from; i < to; i++)
      if (keep[i] && active[at[i].account] >= minimum) at[kept++] = at[i];
    from = to;
    start[o + 1] = kept;
  }
  i32 dropped = length - kept;
  length = kept;
  return dropped;
}

int main(int count, char **words) {
  if (count != 4) return 2;
  FILE *file = fopen(words[1], "rb");
  if (file == NULL) { perror(words[1]); return 2; }
  window = atoi(words[2]);
  minimum = atoi(words[3]);
  i32 head[16];
  take(head, 4, 16, file);
  accounts = head[2], objects = head[3], length = head[4];
  start = make(objects + 1, 4);
  at = make(length, sizeof *at);
  take(start + 1, 4, objects, file);
  take(at, sizeof *at, length, file);

  double begun = now();
  unsigned char *keep = make(length, 1);
  i32 *last = make(accounts, 4), *active = make(accounts, 4);
  for (int round = 0; round < 8 && prune_round(keep, last, active) > length / 50; round++) {}
  free(keep), free(last), free(active);
  double pruned = now();

  i32 *shares = make(accounts, 4), *rank = make(accounts, 4), most = 0;
  for (i32 i = 0; i < length; i++) shares[at[i].account]++;
  for (i32 a = 0; a < accounts; a++) if (shares[a] > most) most = shares[a];
  i32 *bucket = make(most + 2, 4), *row_start = make(accounts + 1, 4), *cursor = make(accounts, 4);
  for (i32 a = 0; a < accounts; a++) bucket[most - shares[a] + 1]++;
  for (i32 d = 0; d <= most; d++) bucket[d + 1] += bucket[d];
  for (i32 a = 0; a < accounts; a++) rank[a] = bucket[most - shares[a]]++;
  for (i32 a = 0; a < accounts; a++) row_start[rank[a] + 1] = shares[a];
  for (i32 a = 0; a < accounts; a++) row_start[a + 1] += row_start[a];
  memcpy(cursor, row_start, 4 * (size_t)accounts);
  i32 live = accounts;
  while (live > 0 && row_start[live] == row_start[live - 1]) live--;
  share *line = make(length + 2, sizeof *line), *row = make(length, sizeof *row);
  uint32_t clock = 0, beyond = window + 1;
  line[0].account = -1;
  for (i32 o = 0; o < objects; o++)
    for (i32 i = start[o]; i < start[o + 1]; i++) {
      uint32_t gap = i == start[o] ? beyond : (uint32_t)(at[i].tick - at[i - 1].tick);
      clock += gap < beyond ? gap : beyond;
      i32 r = rank[at[i].account];
      line[i + 1].account = r, line[i + 1].tick = (i32)clock;
      row[cursor[r]].account = i + 1, row[cursor[r]++].tick = o + 1;
    }
  line[length + 1].account = -1, line[length + 1].tick = (i32)(clock + beyond);
  double laid = now();

  unsigned char *counts = make(live, 1), *candidate = make(live, 1);
  i32 *touched = make(live + 1, 4);
  exact *sums = make(live, sizeof *sums);
  int64_t pairs = 0, sum_objects = 0, sum_matches = 0, sum_ticks = 0;
  for (i32 r = 0; r < live; r++) {
    i32 met = 0, candidates = 0;
    for (i32 q = row_start[r]; q < row_start[r + 1]; q++) {
      share *s = line + row[q].account;
      for (int step = -1; step <= 1; step += 2)
        for (share *p = s + step; (uint32_t)(step < 0 ? s->tick - p->tick : p->tick - s->tick) <= (uint32_t)window; p += step) {
          i32 x = p->account;
          if (x >= r) continue;
          unsigned char c = counts[x];
          counts[x] = c + (c < 255);
          touched[met] = x;
          met += c == 0;
        }
    }
    for (i32 z = 0; z < met; z++) {
      i32 x = touched[z];
      if (counts[x] >= (minimum < 255 ? minimum : 255)) touched[candidates++] = x, candidate[x] = 1;
      counts[x] = 0;
    }
    if (candidates == 0) continue;
    for (i32 q = row_start[r]; q < row_start[r + 1]; q++) {
      share *s = line + row[q].account;
      for (int step = -1; step <= 1; step += 2)
        for (share *p = s + step;; p += step) {
          uint32_t distance = (uint32_t)(step < 0 ? s->tick - p->tick : p->tick - s->tick);
          if (distance > (uint32_t)window) break;
          if (p->account >= r || !candidate[p->account]) continue;
          exact *e = sums + p->account;
          e->matches++, e->ticks += distance;
          if (e->last != row[q].tick) e->last = row[q].tick, e->objects++;
        }
    }
    for (i32 z = 0; z < candidates; z++) {
      exact *e = sums + touched[z];
      candidate[touched[z]] = 0;
      if (e->objects >= minimum) pairs++, sum_objects += e->objects, sum_matches += e->matches, sum_ticks += e->ticks;
      memset(e, 0, sizeof *e);
    }
  }
  double swept = now();
  struct rusage use;
  getrusage(RUSAGE_SELF, &use);
  printf("{\"prune\":%.3f,\"layOut\":%.3f,\"sweep\":%.3f,\"rssMb\":%ld,\"checksum\":\"%ld %ld %ld %ld\"}\n", pruned - begun,
         laid - pruned, swept - laid, use.ru_maxrss / 1024, (long)pairs, (long)sum_objects, (long)sum_matches, (long)sum_ticks);
  return 0;
}
