#include "app/schema/message_words.h"

#include "app/schema/joined.h"
#include "app/schema/keyword_table.h"

namespace vitrine::schema {

namespace {

/// Sentences for special cases of one keyword, and for violations without a keyword.
constexpr Words kSentences[] = {
    {"minLength of 1", "must not be empty", "비어 있으면 안 됩니다", "空であってはいけません"},
    {"PatternTooExpensive", "cannot be checked: the pattern {pattern} takes too many steps",
     "확인할 수 없습니다: 패턴 {pattern}의 계산이 너무 많습니다",
     "確認できません: パターン {pattern} の計算量が多すぎます"},
    {"false", "is not allowed", "허용되지 않습니다", "使用できません"},
    {"propertyNames with pattern", "`{property}` is not an allowed key (pattern {pattern})",
     "`{property}`은(는) 허용되지 않는 키입니다 (패턴 {pattern})",
     "`{property}` は使用できないキーです(パターン {pattern})"},
    {"propertyNames with cause", "`{property}` is not an allowed key: {cause}",
     "`{property}`은(는) 허용되지 않는 키입니다: {cause}",
     "`{property}` は使用できないキーです: {cause}"},
    {"oneOf with matches", "must match only one of the alternatives (matches {matches})",
     "허용되는 형태 중 하나에만 맞아야 합니다 (현재 {matches}개)",
     "許される形の一つだけに一致しなければなりません(現在は{matches}個)"},
    {"unknownVariable", "{variable} has no value in the environment",
     "{variable}의 값이 환경에 없습니다", "{variable} の値が環境にありません"},
    {"limit", "is too large to be checked completely", "너무 커서 모두 확인할 수 없습니다",
     "大きすぎて、すべては確認できません"},
};

constexpr Words kFormats[] = {
    {"date-time", "must be a date and time such as 2026-01-31T12:00:00Z",
     "2026-01-31T12:00:00Z와 같은 날짜와 시각이어야 합니다",
     "2026-01-31T12:00:00Z のような日時でなければなりません"},
    {"date", "must be a date such as 2026-01-31", "2026-01-31과 같은 날짜여야 합니다",
     "2026-01-31 のような日付でなければなりません"},
    {"time", "must be a time with its offset such as 12:00:00Z",
     "12:00:00Z와 같이 시간대가 있는 시각이어야 합니다",
     "12:00:00Z のような時差付きの時刻でなければなりません"},
    {"duration", "must be a duration such as P1DT12H", "P1DT12H와 같은 기간이어야 합니다",
     "P1DT12H のような期間でなければなりません"},
    {"email", "must be an email address such as name@example.com",
     "name@example.com과 같은 이메일 주소여야 합니다",
     "name@example.com のようなメールアドレスでなければなりません"},
    {"idn-email", "must be an email address such as name@example.com",
     "name@example.com과 같은 이메일 주소여야 합니다",
     "name@example.com のようなメールアドレスでなければなりません"},
    {"hostname", "must be a host name such as www.example.com",
     "www.example.com과 같은 호스트 이름이어야 합니다",
     "www.example.com のようなホスト名でなければなりません"},
    {"idn-hostname", "must be a host name such as www.example.com",
     "www.example.com과 같은 호스트 이름이어야 합니다",
     "www.example.com のようなホスト名でなければなりません"},
    {"ipv4", "must be an IPv4 address such as 192.0.2.1", "192.0.2.1과 같은 IPv4 주소여야 합니다",
     "192.0.2.1 のような IPv4 アドレスでなければなりません"},
    {"ipv6", "must be an IPv6 address such as 2001:db8::1",
     "2001:db8::1과 같은 IPv6 주소여야 합니다",
     "2001:db8::1 のような IPv6 アドレスでなければなりません"},
    {"uri", "must be a URI such as https://example.com/",
     "https://example.com/과 같은 URI여야 합니다",
     "https://example.com/ のような URI でなければなりません"},
    {"uri-reference", "must be a URI or a relative reference such as ../images/a.png",
     "URI이거나 ../images/a.png와 같은 상대 참조여야 합니다",
     "URI か ../images/a.png のような相対参照でなければなりません"},
    {"iri", "must be an IRI such as https://example.com/",
     "https://example.com/과 같은 IRI여야 합니다",
     "https://example.com/ のような IRI でなければなりません"},
    {"iri-reference", "must be an IRI or a relative reference such as ../images/a.png",
     "IRI이거나 ../images/a.png와 같은 상대 참조여야 합니다",
     "IRI か ../images/a.png のような相対参照でなければなりません"},
    {"uri-template", "must be a URI template (RFC 6570)", "URI 템플릿(RFC 6570)이어야 합니다",
     "URI テンプレート(RFC 6570)でなければなりません"},
    {"uuid", "must be a UUID such as 01234567-89ab-cdef-0123-456789abcdef",
     "01234567-89ab-cdef-0123-456789abcdef와 같은 UUID여야 합니다",
     "01234567-89ab-cdef-0123-456789abcdef のような UUID でなければなりません"},
    {"json-pointer", "must be a JSON Pointer such as /items/0",
     "/items/0과 같은 JSON Pointer여야 합니다",
     "/items/0 のような JSON Pointer でなければなりません"},
    {"relative-json-pointer", "must be a relative JSON Pointer such as 1/items/0",
     "1/items/0과 같은 상대 JSON Pointer여야 합니다",
     "1/items/0 のような相対 JSON Pointer でなければなりません"},
    {"regex", "must be a regular expression of ECMA-262", "ECMA-262 정규 표현식이어야 합니다",
     "ECMA-262 の正規表現でなければなりません"},
    {"int32", "must be an integer from -2147483648 to 2147483647",
     "-2147483648부터 2147483647까지의 정수여야 합니다",
     "-2147483648 から 2147483647 までの整数でなければなりません"},
    {"int64", "must be an integer from -9223372036854775808 to 9223372036854775807",
     "-9223372036854775808부터 9223372036854775807까지의 정수여야 합니다",
     "-9223372036854775808 から 9223372036854775807 までの整数でなければなりません"},
    {"float", "must fit a single-precision number, at most about 3.4e38",
     "단정밀도 수의 범위(약 3.4e38)를 벗어나면 안 됩니다",
     "単精度の範囲(約 3.4e38)に収まらなければなりません"},
    {"double", "must fit a double-precision number, at most about 1.8e308",
     "배정밀도 수의 범위(약 1.8e308)를 벗어나면 안 됩니다",
     "倍精度の範囲(約 1.8e308)に収まらなければなりません"},
    {"byte", "must be Base64 text", "Base64 텍스트여야 합니다",
     "Base64 の文字列でなければなりません"},
};

constexpr Words kTypes[] = {
    {"null", "null", "null", "null"},
    {"boolean", "true or false", "true 또는 false", "true または false"},
    {"integer", "an integer", "정수", "整数"},
    {"number", "a number", "숫자", "数値"},
    {"string", "a string", "문자열", "文字列"},
    {"array", "an array", "배열", "配列"},
    {"object", "an object", "객체", "オブジェクト"},
};

template <const auto& table, auto column>
VITRINE_LATER constexpr auto kColumn = joined<table, column>();

template <auto column>
VITRINE_LATER constexpr auto kKeywordColumn =
    joined<keyword_table::kRows, column, 0, keyword_table::kCompiled>();

template <const auto& table>
std::optional<Words> find(std::string_view name) {
  for (std::size_t i = 0; i < std::size(table); ++i) {
    const std::string_view found = kColumn<table, &Words::name>[i];
    if (found != name) continue;
    return Words{found, kColumn<table, &Words::en>[i], kColumn<table, &Words::ko>[i],
                 kColumn<table, &Words::ja>[i]};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Words> sentence(std::string_view name) {
  const auto row = find_row(name);
  if (!row) return find<kSentences>(name);
  const std::string_view en = kKeywordColumn<&KeywordRow::en>[*row];
  if (en.empty()) return std::nullopt;
  if (en.front() == '=') return sentence(en.substr(1));
  return Words{name, en, kKeywordColumn<&KeywordRow::ko>[*row],
               kKeywordColumn<&KeywordRow::ja>[*row]};
}

std::optional<Words> format_sentence(std::string_view format) { return find<kFormats>(format); }

std::optional<Words> type_words(std::string_view type) { return find<kTypes>(type); }

}  // namespace vitrine::schema
