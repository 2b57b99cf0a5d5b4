#pragma once

#include <string_view>

/// The single formats, over plain text. Syntax only: nothing is looked up.
namespace vitrine::schema::formats {

bool is_date_time(std::string_view text);     ///< RFC 3339 §5.6
bool is_date(std::string_view text);          ///< RFC 3339 §5.6 full-date, Gregorian calendar
bool is_time(std::string_view text);          ///< RFC 3339 §5.6 full-time, with its offset
bool is_duration(std::string_view text);      ///< RFC 3339 appendix A
bool is_email(std::string_view text);         ///< RFC 5321 §4.1.2 Mailbox
bool is_idn_email(std::string_view text);     ///< RFC 6531 §3.3
bool is_hostname(std::string_view text);      ///< RFC 1123 §2.1, A-labels as RFC 5890 §2.3.2.1
bool is_old_hostname(std::string_view text);  ///< RFC 1123 §2.1, A-labels not decoded
bool is_idn_hostname(std::string_view text);  ///< RFC 5890 §2.3.2.3
bool is_a_label(std::string_view label);      ///< RFC 5891 §5.4, RFC 5892; "xn--" included
bool is_u_label(std::string_view label);      ///< RFC 5890 §2.3.2.1, not only of ASCII
bool has_right_to_left(std::string_view text);
bool suits_bidi(std::string_view label);       ///< RFC 5893 §2, for labels beside such
bool is_ipv4(std::string_view text);           ///< RFC 2673 §3.2, no leading zeros
bool is_ipv6(std::string_view text);           ///< RFC 4291 §2.2, no zone
bool is_uri(std::string_view text);            ///< RFC 3986 §3
bool is_uri_reference(std::string_view text);  ///< RFC 3986 §4.1
bool is_iri(std::string_view text);            ///< RFC 3987 §2.2
bool is_iri_reference(std::string_view text);  ///< RFC 3987 §2.2
bool is_uri_template(std::string_view text);   ///< RFC 6570 §2
bool is_uuid(std::string_view text);           ///< RFC 4122 §3
bool is_json_pointer(std::string_view text);   ///< RFC 6901 §5
/// draft-handrews-relative-json-pointer-01 §3
bool is_old_relative_json_pointer(std::string_view text);
/// draft-bhutton-relative-json-pointer-00 §3, which has index manipulation
bool is_relative_json_pointer(std::string_view text);
bool is_base64(std::string_view text);  ///< RFC 4648 §4, with padding

}  // namespace vitrine::schema::formats
