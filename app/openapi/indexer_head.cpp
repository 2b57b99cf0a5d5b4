#include "app/openapi/indexer.h"

/// The head of a description: version, info and tags (OAS 3.1.0 §4.8.1, §4.8.2, §4.8.22).
namespace vitrine::openapi {

using json::Cursor;
using json::Member;
using json::Value;

namespace {

/// A version such as "3.1.0" begins with "3.1", and what follows is not a further digit.
bool is_version(std::string_view text, std::string_view minor) {
  return text.starts_with(minor) &&
         (text.size() == minor.size() || text[minor.size()] == '.' || text[minor.size()] == '-');
}

}  // namespace

void Indexer::State::read_version() {
  Description& d = description;
  Value openapi = d.root_.value["openapi"];
  Value swagger = d.root_.value["swagger"];
  if (openapi && swagger) {
    context.report(rule::kVersionTwice, d.root_, swagger,
                   "both \"openapi\" and \"swagger\" are there; \"openapi\" is used");
  }
  Value given = openapi ? openapi : swagger;
  if (!given) {
    context.report(rule::kVersion, d.root_,
                   "this is not recognised as OpenAPI: there is neither \"openapi\" nor "
                   "\"swagger\"; it is read as 3.1");
    d.version_ = d.root_.value["definitions"] ? Version::v2_0 : Version::v3_1;
  } else {
    d.version_text_ = context.text(d.root_, openapi ? "openapi" : "swagger");
    const std::string& text = d.version_text_;
    if (is_version(text, "3.0")) {
      d.version_ = Version::v3_0;
    } else if (is_version(text, "3.1")) {
      d.version_ = Version::v3_1;
    } else if (is_version(text, "3.2")) {
      d.version_ = Version::v3_2;
    } else if (!openapi && (text == "2.0" || text == "2")) {
      d.version_ = Version::v2_0;
    } else {
      d.version_ = openapi ? Version::v3_2 : Version::v2_0;
      // A value that is neither a string nor a number has been reported.
      if (given.is_string() || given.is_number()) {
        context.report(rule::kVersion, d.root_, given,
                       "version " + quoted(text) + " is not supported; the document is read as " +
                           name(d.version_));
      }
    }
  }
  d.dialect_ = default_dialect(d.version_);
  if (context.version = d.version_; context.at_least(Version::v3_1)) {
    const std::string named = context.text(d.root_, "jsonSchemaDialect");
    if (auto dialect = named.empty() ? std::nullopt : schema::dialect_of(named)) {
      d.dialect_ = *dialect;
    }
  }
  context.dialect = d.dialect_;
}

void Indexer::State::check_root_fields() {
  const Cursor& root = description.root_;
  context.check_fields(
      root, "the document",
      context.legacy()
          ? "swagger openapi info host basePath schemes consumes produces paths definitions "
            "parameters responses securityDefinitions security tags externalDocs"
          : "openapi swagger info servers paths components security tags externalDocs webhooks@1 "
            "jsonSchemaDialect@1 $self@2");
  if (context.legacy()) {
    context.object(root, "parameters");
    context.object(root, "responses");
    return;
  }
  // Values that are no object are reported where they are read.
  Context quiet = context;
  quiet.problems = nullptr;
  context.check_fields(quiet.object(root, "components"), "the components",
                       "schemas responses parameters examples requestBodies headers "
                       "securitySchemes links callbacks pathItems@1 mediaTypes@2");
}

void Indexer::State::read_info() {
  Info& info = description.info_;
  const Cursor cursor = context.object(description.root_, "info");
  if (!description.root_.value["info"]) {
    context.report(rule::kMissingField, description.root_,
                   "\"info\" is missing; it gives title and version");
  }
  context.check_fields(cursor, "\"info\"",
                       "title! version! description termsOfService contact license summary@1");
  info.title = context.text(cursor, "title");
  info.version = context.text(cursor, "version");
  info.summary = context.text(cursor, "summary");
  info.description = context.text(cursor, "description");
  info.terms_of_service = context.text(cursor, "termsOfService");
  context.check_url(cursor, "termsOfService");
  const Cursor contact = context.object(cursor, "contact");
  context.check_fields(contact, "the contact", "name url email");
  info.contact_name = context.text(contact, "name");
  info.contact_url = context.text(contact, "url");
  info.contact_email = context.text(contact, "email");
  context.check_url(contact, "url");
  const Cursor license = context.object(cursor, "license");
  context.check_fields(license, "the license", "name! url identifier@1");
  info.license_name = context.text(license, "name");
  info.license_identifier = context.text(license, "identifier");
  info.license_url = context.text(license, "url");
  context.check_url(license, "url");
  info.logo_url = std::string(cursor.value["x-logo"]["url"].string());
  info.external_docs = read_external_docs(context, description.root_);
}

void Indexer::State::read_tags() {
  Description& d = description;
  const Cursor list = context.array(d.root_, "tags");
  for (Value element : list.value.elements()) {
    const Cursor cursor = context.here(child(list, element), "a tag");
    if (!context.is_object(cursor,
                           "a tag must be an object with a \"name\"; this one is ignored")) {
      continue;
    }
    context.check_fields(cursor, "a tag",
                         "name! description externalDocs summary@2 parent@2 kind@2");
    Group group;
    group.tag = context.text(cursor, "name");
    if (group.tag.empty()) continue;
    if (!tags.emplace(group.tag, d.groups_.size()).second) {
      context.report(rule::kTagUnique, cursor, "the tag " + quoted(group.tag) + " is listed twice");
      continue;
    }
    group.description = context.text(cursor, "description");
    group.external_docs = read_external_docs(context, cursor);
    group.title = std::string(cursor.value["x-displayName"].string());
    if (context.at_least(Version::v3_2)) {
      group.parent = context.text(cursor, "parent");
      group.kind = context.text(cursor, "kind");
      if (std::string summary = context.text(cursor, "summary"); !summary.empty()) {
        group.title = summary;
      }
    }
    if (group.title.empty()) group.title = group.tag;
    d.groups_.push_back(std::move(group));
  }
  Value groups = d.root_.value["x-tagGroups"];
  for (Value element : groups.elements()) {
    TagGroup group;
    group.name = std::string(element["name"].string());
    for (Value tag : element["tags"].elements()) group.tags.emplace_back(tag.string());
    d.tag_groups_.push_back(std::move(group));
  }
}

void Indexer::State::break_tag_circles() {
  Description& d = description;
  auto declared = [&](const std::string& tag) {
    const Value list = d.root_.value["tags"];
    for (Value element : list.elements()) {
      if (element["name"].string() == tag) return child(d.root_, element);
    }
    return child(d.root_, list);
  };
  for (Group& group : d.groups_) {
    if (group.parent.empty()) continue;
    if (!tags.count(group.parent)) {
      context.report(rule::kTagParent, declared(group.tag),
                     "the tag " + quoted(group.tag) + " has the parent " + quoted(group.parent) +
                         ", which is not declared");
      group.parent.clear();
      continue;
    }
    std::string up = group.parent;
    for (size_t steps = 0; !up.empty(); ++steps) {
      auto place = tags.find(up);
      if (up == group.tag || steps > d.groups_.size()) {
        context.report(rule::kTagParent, declared(group.tag),
                       "the parents of the tag " + quoted(group.tag) + " run in a circle");
        group.parent.clear();
        break;
      }
      up = place == tags.end() ? "" : d.groups_[place->second].parent;
    }
  }
}

void Indexer::State::make_groups() {
  Description& d = description;
  break_tag_circles();
  Group untagged;
  for (uint32_t i = 0; i < d.operations_.size(); ++i) {
    const OperationEntry& entry = d.operations_[i];
    bool grouped = false;
    for (const std::string& tag : entry.tags) {
      auto [place, added] = tags.emplace(tag, d.groups_.size());
      if (added) {
        Group group;
        group.tag = tag;
        group.title = tag;
        d.groups_.push_back(std::move(group));
      }
      Group& group = d.groups_[place->second];
      grouped = grouped || !group.is_badge();
      std::vector<uint32_t>& list = group.operations;
      if (list.empty() || list.back() != i) list.push_back(i);
    }
    if (!grouped) untagged.operations.push_back(i);
  }
  // A tag that nothing is in shows only where it holds other tags.
  std::set<std::string> parents;
  for (const Group& group : d.groups_) parents.insert(group.parent);
  std::vector<Group> shown;
  for (Group& group : d.groups_) {
    if (!group.operations.empty() || parents.count(group.tag)) shown.push_back(std::move(group));
  }
  if (!untagged.operations.empty()) shown.push_back(std::move(untagged));
  d.groups_ = std::move(shown);
}

}  // namespace vitrine::openapi
