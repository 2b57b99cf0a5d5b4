#pragma once

#include <yaml.h>

#include "app/json/yaml_reader.h"

namespace vitrine::json {

/// libyaml's parser, freed with its owner. For the sources of YamlReader alone.
struct YamlReader::Parser {
  Parser() { yaml_parser_initialize(&parser); }
  ~Parser() { yaml_parser_delete(&parser); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  yaml_parser_t parser;
};

}  // namespace vitrine::json
