#include "app/schema/cycles.h"

#include <unordered_map>

namespace vitrine::schema {

namespace {

/// The target when the node is nothing but a `$ref` within its resource.
const Node* lone_reference(const Node& node) {
  if (node.keywords.size() != 1 || node.keywords.front().name != "$ref") return nullptr;
  const Node* target = node.keywords.front().node;
  return target->resource == node.resource ? target : nullptr;
}

bool is_in_place(std::string_view keyword) {
  return keyword == "$ref" || keyword == "$dynamicRef" || keyword == "$recursiveRef" ||
         keyword == "allOf" || keyword == "anyOf" || keyword == "oneOf" || keyword == "not" ||
         keyword == "if" || keyword == "dependentSchemas" || keyword == "dependencies";
}

enum class Reach { in_place, anywhere };

std::vector<const Node*> targets_of(const Node& node, Reach reach) {
  std::vector<const Node*> targets;
  const auto add = [&targets](const Node* target) {
    if (target != nullptr) targets.push_back(target->alias != nullptr ? target->alias : target);
  };
  for (const Keyword& keyword : node.keywords) {
    if (reach == Reach::in_place && !is_in_place(keyword.name)) continue;
    add(keyword.node);
    add(keyword.then_node);
    add(keyword.else_node);
    if (keyword.operands == nullptr) continue;
    for (const Child& child : keyword.operands->children) add(child.node);
    for (const PatternChild& child : keyword.operands->patterns) add(child.node);
  }
  return targets;
}

std::vector<const Node*> in_place_targets(const Node& node) {
  return targets_of(node, Reach::in_place);
}

/// Sets the flag of all nodes from which one that has it can be reached.
void spread(Program& program, bool Node::*flag, Reach reach) {
  std::unordered_map<const Node*, std::vector<Node*>> users;
  std::vector<Node*> open;
  for (const auto& node : program.nodes) {
    if ((*node).*flag) open.push_back(node.get());
    for (const Node* target : targets_of(*node, reach)) users[target].push_back(node.get());
  }
  while (!open.empty()) {
    const Node* node = open.back();
    open.pop_back();
    for (Node* user : users[node]) {
      if (user->*flag) continue;
      user->*flag = true;
      open.push_back(user);
    }
  }
}

}  // namespace

std::vector<Node*> link_aliases(Program& program) {
  std::vector<Node*> loops;
  std::vector<Node*> chain;
  std::unordered_map<const Node*, Node*> mutable_nodes;
  std::unordered_map<const Node*, std::size_t> on_chain;
  for (const auto& node : program.nodes) mutable_nodes.emplace(node.get(), node.get());
  for (const auto& first : program.nodes) {
    chain.clear();
    on_chain.clear();
    const Node* end = first.get();
    while (end->alias == nullptr && end->kind == Node::Kind::keywords) {
      const Node* next = lone_reference(*end);
      if (next == nullptr) break;
      on_chain.emplace(end, chain.size());
      chain.push_back(mutable_nodes.at(end));
      end = next;
      if (const auto seen = on_chain.find(end); seen != on_chain.end()) {
        Node* loop = chain[seen->second];
        loop->kind = Node::Kind::accept;
        loop->keywords.clear();
        loops.push_back(loop);
        chain.erase(chain.begin() + static_cast<std::ptrdiff_t>(seen->second));
        end = loop;
        break;
      }
    }
    std::uint32_t steps = end->alias_steps;
    const Node* target = end->alias != nullptr ? end->alias : end;
    for (auto node = chain.rbegin(); node != chain.rend(); ++node) {
      (*node)->alias = target;
      (*node)->alias_steps = ++steps;
    }
  }
  return loops;
}

void mark_uncertain(Program& program) {
  bool any = false;
  for (const auto& node : program.nodes) {
    node->uncertain = node->incomplete;
    any = any || node->incomplete;
  }
  if (!any) return;
  spread(program, &Node::incomplete, Reach::in_place);
  spread(program, &Node::uncertain, Reach::anywhere);
}

std::vector<Node*> mark_cycles(Program& program) {
  enum class State { open, done };
  struct Visit {
    Node* node;
    std::vector<const Node*> targets;
    std::size_t next = 0;
  };
  std::unordered_map<const Node*, Node*> mutable_nodes;
  for (const auto& node : program.nodes) mutable_nodes.emplace(node.get(), node.get());
  std::unordered_map<const Node*, State> states;
  std::vector<Node*> loops;
  std::vector<Visit> path;
  for (const auto& first : program.nodes) {
    if (!states.emplace(first.get(), State::open).second) continue;
    path.push_back({first.get(), in_place_targets(*first)});
    while (!path.empty()) {
      Visit& visit = path.back();
      if (visit.next == visit.targets.size()) {
        states[visit.node] = State::done;
        path.pop_back();
        continue;
      }
      Node* target = mutable_nodes.at(visit.targets[visit.next++]);
      const auto [state, added] = states.emplace(target, State::open);
      if (added) {
        path.push_back({target, in_place_targets(*target)});
      } else if (state->second == State::open && !target->in_cycle) {
        target->in_cycle = true;
        loops.push_back(target);
      }
    }
  }
  // A family leads back to its head on purpose.
  for (const auto& node : program.nodes) {
    if (node->find("discriminator") != nullptr) node->in_cycle = true;
  }
  return loops;
}

}  // namespace vitrine::schema
