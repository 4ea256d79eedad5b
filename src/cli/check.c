#include <dirent.h>

#include "cli/cli.h"
#include "events/events.h"
#include "world/roles.h"
#include "world/world.h"

static void summary_of_world(const WorldCounts *n) {
  printf("world   %u countries, %u regions, %u organisations, %u bodies, %u groups, %u parties\n", n->countries, n->regions,
         n->organisations, n->bodies, n->groups, n->parties);
  printf("        %u terms of office of %u persons in %u countries and organisations\n", n->terms, n->persons,
         n->office_countries);
  printf("        %u places, %u first-level divisions\n", n->places, n->divisions);
}

static void check_languages(Arena *arena, const char *from, bool summary, Diags *diags) {
  DIR *dir = opendir(str_format(arena, "%s/lang", from).p);
  char names[16][32];
  uint32_t n = 0;
  for (struct dirent *e; dir && n < 16 && (e = readdir(dir));)
    if (e->d_name[0] != '.' && strlen(e->d_name) < sizeof names[0]) snprintf(names[n++], sizeof names[0], "%s", e->d_name);
  if (dir) closedir(dir);
  for (uint32_t i = 0; i < n; i++) {
    RolesCounts counts;
    roles_count(arena, str_format(arena, "%s/lang/%s", from, names[i]).p, &counts, diags);
    if (summary) printf("%-7s %u roles and kinds of people in %u forms\n", names[i], counts.entries, counts.forms);
    EventsCounts words;
    events_count(arena, str_format(arena, "%s/lang/%s", from, names[i]).p, &words, diags);
    if (summary) printf("        %u predicates of events in %u entries, %u cues of speech\n", words.predicates, words.entries, words.cues);
  }
}

static int check_all(Arena *arena, const char *from, bool summary) {
  Diags diags;
  diags_init(&diags, arena);
  WorldCounts counts;
  world_count(arena, str_format(arena, "%s/world", from).p, &counts, &diags);
  if (summary) summary_of_world(&counts);
  check_languages(arena, from, summary, &diags);
  cli_print_diags(&diags);
  return diags.errors ? EXIT_SOME_FAILED : EXIT_ALL_READ;
}

int cmd_check(int argc, char **argv) {
  const char *from = ".";
  bool summary = false;
  const Option options[] = {{"from", "FOLDER", "where lang/, world/ and ontology/ are (.)", &from, NULL},
                            {"summary", NULL, "count what the sources hold", NULL, &summary}};
  int status, n = cli_options(argc, argv, cli_command("check"), options, 2, &status);
  if (n < 0) return status;
  Arena *arena = arena_new(NULL);
  jmp_buf no_memory;
  if (!arena || setjmp(no_memory)) {
    arena_free(arena);
    return cli_fail("out of memory");
  }
  arena_guard(arena, &no_memory);
  status = check_all(arena, from, summary);
  arena_free(arena);
  return status;
}
