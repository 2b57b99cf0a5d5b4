// The interface's words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/schema/message.h"

/// The interface's words, in one table. `{name}` stands for a value.
namespace vitrine::session {

enum class Word : uint16_t {
  // names of the contract
  operations,
  search_operations,
  path_parameters,
  query_parameters,
  header_parameters,
  cookie_parameters,
  body,
  request_body,
  form,
  json,
  content_type,
  accept,
  example,
  send,
  send_anyway,
  cancel,
  response,
  headers,
  raw,
  server,
  authorize,
  save,
  code,
  language,
  copy,
  copied,
  problems,
  theme,
  responses,
  // page
  overview,
  webhooks,
  schemas,
  authentication,
  servers,
  contact,
  license,
  terms_of_service,
  version,
  close,
  no_operation_found,
  other_operations,
  dismiss,
  retry,
  load,
  // operation and form
  required,
  deprecated,
  default_value,
  one_of,
  no_parameters,
  example_values,
  fields_need_attention,
  send_hint,
  not_set,
  try_it,
  show_properties,
  show_properties_of,
  any_of,
  chosen_by,
  read_only,
  write_only,
  no_other_properties,
  hide_properties,
  hide_properties_of,
  internal,
  callbacks,
  links,
  needs,
  needs_nothing,
  or_else,
  tags,
  media_type,
  // limits of a schema
  range_between,
  range_from,
  range_to,
  range_above,
  range_below,
  range_characters,
  range_items,
  range_matching_items,
  range_properties,
  no_duplicates,
  multiple_of,
  matches_pattern,
  // credentials
  authorize_for,
  token,
  key,
  user,
  password,
  forget,
  authorized,
  kept_in_memory,
  scheme_not_supported,
  needs_authorization,
  flow,
  client_id,
  client_secret,
  sign_in,
  signing_in,
  sign_in_sent_to,
  sign_in_no_response,
  sign_in_redirect,
  // response
  no_response_yet,
  sending,
  still_waiting,
  cancelled,
  empty_body,
  binary_body,
  cut_body,
  milliseconds,
  seconds,
  bytes,
  kilobytes,
  megabytes,
  show_secrets,
  hide_secrets,
  // body form and verdict on a response
  add_item,
  remove_item,
  move_up,
  move_down,
  kind_of,
  set_null,
  empty_value,
  set_empty,
  unset_value,
  set_unset,
  example_failed,
  choose_file,
  choose_a_file,
  generated_example,
  fill_example,
  edited_example,
  line,
  form_needs_json,
  final_url,
  matches_schema,
  matches_promise,
  not_promised,
  status_not_promised,
  type_not_promised,
  response_not_json,
  and_more,
  download,
  to_clipboard,
  next_part,
  previous_part,
  shown_part,
  // loading
  loading,
  reading,
  reload_failed,
  problem_at,
  document_needed,
  document_failed,
  unknown_link,
  server_changed,
  no_spec,
  // what went wrong, and the remedy
  spec_unreachable,
  spec_unreachable_remedy,
  spec_cross_origin,
  spec_cross_origin_remedy,
  spec_status,
  spec_status_remedy,
  spec_not_json,
  spec_not_json_remedy,
  spec_not_openapi,
  spec_not_openapi_remedy,
  spec_empty,
  request_no_response,
  request_no_response_remedy,
  request_no_response_remedy_here,
  request_cross_origin,
  request_cross_origin_remedy,
  request_mixed,
  request_mixed_remedy,
  request_timeout,
  request_timeout_remedy,
  request_aborted,
  request_aborted_remedy,
  request_other,
  request_other_remedy,
  request_not_made,
  request_not_made_remedy,
  count  ///< how many there are
};

using Values = std::vector<std::pair<std::string_view, std::string>>;

/// The word as it stands in the table; English where a language has none.
std::string_view word(Word word, schema::Language language = schema::Language::en);
/// With its values put in: `fill(Word::fields_need_attention, language, {{"n", "2"}})`. Where the
/// table has two sentences with `|` between them, the first one is for an `n` of 1.
std::string fill(Word word, schema::Language language, const Values& values);

/// A sentence whose language is chosen when it is shown.
struct Message {
  using Pairs = std::vector<std::pair<std::string, std::string>>;

  Word word = Word::count;
  Pairs values;

  bool empty() const { return word == Word::count; }
};
std::string text(const Message& message, schema::Language language);

}  // namespace vitrine::session
