#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "base/source.h"
#include "cli/cli.h"
#include "engine/stages.h"

/* Every folder of lang/ is a language. */
static uint32_t languages(Arena *arena, const char *from, Str *codes, uint32_t max) {
  DIR *dir = opendir(str_format(arena, "%s/lang", from).p);
  uint32_t n = 0;
  char names[16][32];
  for (struct dirent *e; dir && n < max && (e = readdir(dir));)
    if (e->d_name[0] != '.' && strlen(e->d_name) < sizeof names[0]) snprintf(names[n++], sizeof names[0], "%s", e->d_name);
  if (dir) closedir(dir);
  for (uint32_t i = 0; i < n; i++) codes[i] = str_dup(arena, str(names[i]));
  return n;
}

static int pack_all(Arena *arena, const char *from, const char *to) {
  Diags diags;
  diags_init(&diags, arena);
  Str ontology = str_format(arena, "%s/ontology", from), codes[16];
  if (mkdir(to, 0777) && errno != EEXIST) return cli_fail("%s: %s", to, strerror(errno));
  uint32_t n = languages(arena, from, codes, 16);
  if (!n) return cli_fail("%s/lang: no language there", from);
  bool ok = true;
  for (uint32_t i = 0; i < n; i++)
    ok &= stages_pack_language(arena, str_format(arena, "%s/lang/%s", from, codes[i].p).p, ontology.p,
                               str_format(arena, "%s/%s.pack", to, codes[i].p).p, &diags);
  ok &= stages_pack_world(arena, str_format(arena, "%s/world", from).p, ontology.p, str_format(arena, "%s/world.pack", to).p,
                          &diags);
  cli_print_diags(&diags);
  return ok ? EXIT_ALL_READ : EXIT_SOME_FAILED;
}

int cmd_pack(int argc, char **argv) {
  const char *from = ".", *to = NULL;
  const Option options[] = {{"from", "FOLDER", "where lang/, world/ and ontology/ are (.)", &from, NULL},
                            {"to", "FOLDER", "where the packs go", &to, NULL}};
  int status, n = cli_options(argc, argv, cli_command("pack"), options, 2, &status);
  if (n < 0) return status;
  if (n || !to) return cli_fail("pack needs --to FOLDER and takes no further arguments");
  Arena *arena = arena_new(NULL);
  jmp_buf no_memory;
  if (!arena || setjmp(no_memory)) {
    arena_free(arena);
    return cli_fail("out of memory");
  }
  arena_guard(arena, &no_memory);
  status = pack_all(arena, from, to);
  arena_free(arena);
  return status;
}
