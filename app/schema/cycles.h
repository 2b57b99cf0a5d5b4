#pragma once

#include <vector>

#include "app/schema/program.h"

/// Schemas that lead back to themselves. Private to app/schema.
namespace vitrine::schema {

/// Points nodes that are nothing but a `$ref` at the schema the chain ends with, so that chains of
/// any length cost one step and no stack. Chains that end nowhere accept everything; returns one
/// node of each.
std::vector<Node*> link_aliases(Program& program);

/// Marks all nodes that rest on `incomplete` ones: Node::incomplete, Node::uncertain.
void mark_uncertain(Program& program);

/// Marks the nodes at which a walk over in-place applicators and references (those that stay at
/// the same instance) closes a circle, and returns them.
std::vector<Node*> mark_cycles(Program& program);

}  // namespace vitrine::schema
