#pragma once

#include <string_view>

/// The single formats, over plain text. Syntax only: nothing is looked up.
namespace vitrine::schema::formats {

bool is_date_time(std::string_view text);      ///< RFC 3339 §5.6
bool is_date(std::string_view text);           ///< RFC 3339 §5.6 full-date, Gregorian calendar
bool is_time(std::string_view text);           ///< RFC 3339 §5.6 full-time, with its offset
bool is_duration(std::string_view text);       ///< RFC 3339 appendix A
bool is_email(std::string_view text);          ///< RFC 5321 §4.1.2 Mailbox
bool is_hostname(std::string_view text);       ///< RFC 1123 §2.1, A-labels as RFC 5890 §2.3.2.1
bool is_a_label(std::string_view label);       ///< RFC 5891 §5.4, RFC 5892; "xn--" included
bool is_ipv4(std::string_view text);           ///< RFC 2673 §3.2, no leading zeros
bool is_ipv6(std::string_view text);           ///< RFC 4291 §2.2, no zone
bool is_uri(std::string_view text);            ///< RFC 3986 §3
bool is_uri_reference(std::string_view text);  ///< RFC 3986 §4.1
bool is_uuid(std::string_view text);           ///< RFC 4122 §3
bool is_json_pointer(std::string_view text);   ///< RFC 6901 §5
bool is_base64(std::string_view text);         ///< RFC 4648 §4, with padding

}  // namespace vitrine::schema::formats
