#include <stdio.h>

int main(void) {
  puts("dragoman");
  return 0;
}
