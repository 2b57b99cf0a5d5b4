// The `vitrine` command.
#include <string>
#include <vector>

#include "server/command/command.h"

int main(int argc, char** argv) {
  return vitrine::command::run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
}
