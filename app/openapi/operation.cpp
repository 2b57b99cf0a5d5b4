#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "app/openapi/context.h"
#include "app/openapi/description.h"
#include "app/openapi/legacy.h"
#include "app/text/ascii.h"

/// Operation Object (OAS 3.1.0 §4.8.10), interpreted when it is shown.
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// The names between braces of a path template.
std::vector<std::string> template_names(std::string_view path) {
  std::vector<std::string> names;
  size_t at = 0;
  while ((at = path.find('{', at)) != std::string_view::npos) {
    const size_t end = path.find('}', at);
    if (end == std::string_view::npos) break;
    names.emplace_back(path.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return names;
}

}  // namespace

class OperationReader {
 public:
  OperationReader(const Description& description, const OperationEntry& entry)
      : description_(description), entry_(entry) {
    context_.set = &description.documents();
    context_.version = description.version();
    context_.dialect = description.dialect();
    context_.problems = &operation_.problems;
    context_.missing = &operation_.missing;
  }

  Operation read() {
    const Cursor& cursor = entry_.cursor;
    operation_.method = entry_.method;
    operation_.path = entry_.path;
    operation_.webhook = entry_.webhook;
    operation_.operation_id = entry_.operation_id;
    operation_.summary = entry_.written_summary.empty() ? entry_.summary : entry_.written_summary;
    operation_.deprecated = entry_.deprecated;
    operation_.tags = entry_.tags;
    operation_.dialect = description_.dialect();
    operation_.cursor = cursor;
    operation_.pointer = cursor.value.pointer();
    operation_.description = context_.text(cursor, "description");
    for_each_item([this](const Cursor& item) {
      if (!operation_.description.empty() || context_.legacy()) return;
      operation_.description = std::string(item.value["description"].string());
    });
    operation_.external_docs = read_external_docs(context_, cursor);
    // A reference without a target is reported with the outline, and nothing follows from it.
    const bool unresolved = cursor.value["$ref"].is_string();
    if (!unresolved) check_fields();
    read_parameters();
    if (context_.legacy()) {
      operation_.responses = legacy_responses(context_, context_.object(cursor, "responses"),
                                              media_types("produces"), operation_.made);
    } else {
      read_request_body();
      operation_.responses = read_responses(context_, context_.object(cursor, "responses"));
      operation_.callbacks = read_callbacks(context_, context_.object(cursor, "callbacks"));
    }
    const Value responses = cursor.value["responses"];
    if (operation_.responses.empty() && !unresolved &&
        (!context_.at_least(Version::v3_1) || responses.is_object())) {
      context_.report(rule::kResponses, cursor,
                      "this operation has no responses; describe at least one");
    }
    check_links();
    read_security_and_servers();
    read_samples();
    return std::move(operation_);
  }

 private:
  /// The path item, then what its `$ref` leads to.
  template <class Visit>
  void for_each_item(Visit visit) const {
    visit(entry_.path_item);
    for (const Cursor& item : entry_.referred_items) visit(item);
  }

  void check_fields() {
    if (context_.legacy()) {
      context_.check_fields(entry_.cursor, "an operation",
                            "tags summary description externalDocs operationId consumes produces "
                            "parameters responses schemes deprecated security");
    } else {
      context_.check_fields(entry_.cursor, "an operation",
                            "tags summary description externalDocs operationId parameters "
                            "requestBody responses callbacks deprecated security servers");
    }
  }

  std::vector<std::string> media_types(std::string_view key) {
    if (entry_.cursor.value[key]) return context_.texts(entry_.cursor, key);
    // Wrong entries of the root are reported at load.
    Context quiet = context_;
    quiet.problems = nullptr;
    return quiet.texts(description_.root_, key);
  }

  using Key = std::pair<Location, std::string>;

  void read_parameter_list(const Cursor& owner, bool of_operation) {
    const Cursor list = context_.array(owner, "parameters");
    std::set<Key> here;
    for (Value element : list.value.elements()) {
      const Cursor cursor = context_.follow(child(list, element), "parameter");
      if (!context_.is_object(cursor, "a parameter must be an object; this one is ignored")) {
        unread_ = true;
        continue;
      }
      const std::string_view in = cursor.value["in"].string();
      if (context_.legacy() && (in == "body" || in == "formData")) {
        take_body_parameter(cursor, of_operation);
        continue;
      }
      Parameter parameter;
      const bool usable = context_.legacy()
                              ? legacy_parameter(context_, cursor, parameter, operation_.made)
                              : read_parameter(context_, cursor, parameter);
      if (!usable) {
        unread_ = true;
        continue;
      }
      parameter.pointer = cursor.value.pointer();
      Key key{parameter.in,
              parameter.in == Location::header ? text::lower(parameter.name) : parameter.name};
      if (!here.insert(key).second) {
        context_.report(rule::kParameterUnique, child(list, element),
                        "the " + std::string(name(parameter.in)) + " parameter " +
                            quoted(parameter.name) + " is listed twice; the first one is used");
        continue;
      }
      auto [place, added] = places_.emplace(std::move(key), operation_.parameters.size());
      if (added) {
        operation_.parameters.push_back(std::move(parameter));
      } else {
        operation_.parameters[place->second] = std::move(parameter);
      }
    }
  }

  void take_body_parameter(const Cursor& cursor, bool of_operation) {
    if (of_operation) {
      const std::string_view name = cursor.value["name"].string();
      auto same = [&](const Cursor& other) {
        return other.value["in"].string() == "body" || other.value["name"].string() == name;
      };
      // Operation-level parameters override path-level ones of the same name.
      for (size_t i = 0; i < path_bodies_;) {
        if (same(body_parameters_[i])) {
          body_parameters_.erase(body_parameters_.begin() + static_cast<std::ptrdiff_t>(i));
          --path_bodies_;
        } else {
          ++i;
        }
      }
    }
    body_parameters_.push_back(cursor);
    if (!of_operation) path_bodies_ = body_parameters_.size();
  }

  void read_parameters() {
    // Parameters beside a `$ref` replace those of its target.
    for (size_t i = entry_.referred_items.size(); i-- > 0;) {
      read_parameter_list(entry_.referred_items[i], false);
    }
    read_parameter_list(entry_.path_item, false);
    read_parameter_list(entry_.cursor, true);
    if (context_.legacy()) {
      operation_.request_body =
          legacy_body(context_, body_parameters_, media_types("consumes"), operation_.made);
    }
    check_query_string();
    if (operation_.webhook) return;
    const std::vector<std::string> names = template_names(operation_.path);
    std::set<std::string> wanted(names.begin(), names.end());
    for (const Parameter& parameter : operation_.parameters) {
      if (parameter.in == Location::path && !wanted.count(parameter.name)) {
        context_.report(rule::kPathParameterUnused, entry_.cursor,
                        "the path parameter " + quoted(parameter.name) +
                            " does not occur in the path; it is not sent");
      }
    }
    std::set<std::string> reported;
    for (const std::string& name : names) {
      if (places_.count({Location::path, name}) || !reported.insert(name).second) continue;
      // Skip consequences of what has been reported.
      const bool name_fits = !name.empty() && name.find_first_of("/{") == std::string::npos;
      if (!unread_ && name_fits) {
        context_.report(rule::kPathParameterUndeclared, entry_.cursor,
                        "the path has {" + name + "}, but no path parameter of this name is " +
                            "described; add it to \"parameters\"");
      }
      Parameter parameter;
      parameter.name = name;
      parameter.in = Location::path;
      parameter.style = Style::simple;
      parameter.explode = false;
      parameter.required = true;
      operation_.parameters.push_back(std::move(parameter));
    }
  }

  /// The query as a whole excludes its single parameters and a second whole (OAS 3.2.0 §4.12.1).
  void check_query_string() {
    const auto in = [this](Location where) {
      return std::count_if(operation_.parameters.begin(), operation_.parameters.end(),
                           [where](const Parameter& parameter) { return parameter.in == where; });
    };
    const auto whole = in(Location::querystring);
    if (whole > 1) {
      context_.report(rule::kQuerystring, entry_.cursor,
                      "an operation can have one querystring parameter");
    } else if (whole == 1 && in(Location::query) > 0) {
      context_.report(rule::kQuerystring, entry_.cursor,
                      "querystring and query parameters exclude each other; leave one kind out");
    }
  }

  void read_request_body() {
    const Cursor cursor = context_.referable(entry_.cursor, "requestBody");
    if (cursor.value) operation_.request_body = openapi::read_request_body(context_, cursor);
  }

  void check_links() {
    for (const Response& response : operation_.responses) {
      for (const Link& link : response.links) {
        if (link.operation_id.empty() || description_.find_operation_id(link.operation_id)) {
          continue;
        }
        context_.report(rule::kLinkTarget, link.cursor,
                        "the link " + quoted(link.name) + " of response " + response.status +
                            " leads to the operation " + quoted(link.operation_id) +
                            ", which is not there");
      }
    }
  }

  void read_security_and_servers() {
    const Cursor security = context_.array(entry_.cursor, "security");
    operation_.security = security.value
                              ? read_security(context_, security, description_.security_schemes())
                              : description_.security();
    if (context_.legacy()) {
      const std::vector<std::string> schemes = context_.texts(entry_.cursor, "schemes");
      if (!schemes.empty()) {
        operation_.servers = legacy_servers(context_, description_.root_, schemes);
      }
    } else {
      operation_.servers = read_servers(context_, context_.array(entry_.cursor, "servers"));
      for_each_item([this](const Cursor& item) {
        if (!operation_.servers.empty()) return;
        operation_.servers = read_servers(context_, context_.array(item, "servers"));
      });
    }
    if (operation_.servers.empty()) operation_.servers = description_.servers();
  }

  void read_samples() {
    for (const char* key : {"x-codeSamples", "x-code-samples"}) {
      Value list = entry_.cursor.value[key];
      if (!list.is_array()) continue;
      for (Value sample : list.elements()) {
        operation_.code_samples.push_back({std::string(sample["lang"].string()),
                                           std::string(sample["label"].string()),
                                           std::string(sample["source"].string())});
      }
    }
  }

  const Description& description_;
  const OperationEntry& entry_;
  Operation operation_;
  Context context_;
  std::map<Key, size_t> places_;
  std::vector<Cursor> body_parameters_;
  size_t path_bodies_ = 0;
  bool unread_ = false;  ///< whether a parameter could not be read, which has been reported
};

Operation Description::operation(size_t index) const {
  if (index >= operations_.size()) return {};
  return operation(operations_[index]);
}

Operation Description::operation(const OperationEntry& entry) const {
  return OperationReader(*this, entry).read();
}

std::vector<Callback> Description::callbacks(const Cursor& operation) const {
  Context quiet{set_, version_, dialect_};
  return quiet.legacy() ? std::vector<Callback>()
                        : read_callbacks(quiet, quiet.object(operation, "callbacks"));
}

Operation Description::operation(const Callback& callback) const {
  OperationEntry entry;
  entry.method = callback.method;
  entry.path = callback.expression;
  entry.summary = callback.summary;
  entry.deprecated = callback.cursor.value["deprecated"].boolean();
  entry.webhook = true;  // its path is an expression
  entry.path_item = callback.path_items.front();
  entry.referred_items.assign(callback.path_items.begin() + 1, callback.path_items.end());
  entry.cursor = callback.cursor;
  return operation(entry);
}

}  // namespace vitrine::openapi
