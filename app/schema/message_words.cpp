#include "app/schema/message_words.h"

#include "app/schema/joined.h"

namespace vitrine::schema {

namespace {

constexpr Words kSentences[] = {
    {"type", "must be {expected} (is {actual})", "{expected}이어야 합니다 (현재 {actual})",
     "{expected}でなければなりません(現在は{actual})"},
    {"enum", "must be one of {allowed}", "다음 중 하나여야 합니다: {allowed}",
     "次のいずれかでなければなりません: {allowed}"},
    {"const", "must be {allowed}", "{allowed}이어야 합니다", "{allowed}でなければなりません"},
    {"minimum", "must be at least {limit} (is {actual})",
     "{limit} 이상이어야 합니다 (현재 {actual})",
     "{limit}以上でなければなりません(現在は{actual})"},
    {"maximum", "must be at most {limit} (is {actual})", "{limit} 이하여야 합니다 (현재 {actual})",
     "{limit}以下でなければなりません(現在は{actual})"},
    {"exclusiveMinimum", "must be greater than {limit} (is {actual})",
     "{limit}보다 커야 합니다 (현재 {actual})",
     "{limit}より大きくなければなりません(現在は{actual})"},
    {"exclusiveMaximum", "must be less than {limit} (is {actual})",
     "{limit}보다 작아야 합니다 (현재 {actual})",
     "{limit}より小さくなければなりません(現在は{actual})"},
    {"multipleOf", "must be a multiple of {divisor} (is {actual})",
     "{divisor}의 배수여야 합니다 (현재 {actual})",
     "{divisor}の倍数でなければなりません(現在は{actual})"},
    {"minLength", "must be at least {limit:character|characters} (is {actual})",
     "{limit}자 이상이어야 합니다 (현재 {actual}자)",
     "{limit}文字以上でなければなりません(現在は{actual}文字)"},
    {"minLength of 1", "must not be empty", "비어 있으면 안 됩니다", "空であってはいけません"},
    {"maxLength", "must be at most {limit:character|characters} (is {actual})",
     "{limit}자 이하여야 합니다 (현재 {actual}자)",
     "{limit}文字以下でなければなりません(現在は{actual}文字)"},
    {"minItems", "must have at least {limit:item|items} (has {actual})",
     "항목이 {limit}개 이상이어야 합니다 (현재 {actual}개)",
     "項目は{limit}個以上でなければなりません(現在は{actual}個)"},
    {"maxItems", "must have at most {limit:item|items} (has {actual})",
     "항목이 {limit}개 이하여야 합니다 (현재 {actual}개)",
     "項目は{limit}個以下でなければなりません(現在は{actual}個)"},
    {"minProperties", "must have at least {limit:property|properties} (has {actual})",
     "속성이 {limit}개 이상이어야 합니다 (현재 {actual}개)",
     "プロパティは{limit}個以上でなければなりません(現在は{actual}個)"},
    {"maxProperties", "must have at most {limit:property|properties} (has {actual})",
     "속성이 {limit}개 이하여야 합니다 (현재 {actual}개)",
     "プロパティは{limit}個以下でなければなりません(現在は{actual}個)"},
    {"minContains", "must contain at least {limit:matching item|matching items} (has {actual})",
     "조건에 맞는 항목이 {limit}개 이상이어야 합니다 (현재 {actual}개)",
     "条件に合う項目は{limit}個以上でなければなりません(現在は{actual}個)"},
    {"maxContains", "must contain at most {limit:matching item|matching items} (has {actual})",
     "조건에 맞는 항목이 {limit}개 이하여야 합니다 (현재 {actual}개)",
     "条件に合う項目は{limit}個以下でなければなりません(現在は{actual}個)"},
    {"uniqueItems", "must not repeat an item: [{first}] and [{second}] are equal",
     "같은 항목이 있으면 안 됩니다: [{first}]과 [{second}]이 같습니다",
     "項目が重複してはいけません: [{first}]と[{second}]が同じです"},
    {"pattern", "must match the pattern {pattern}", "패턴 {pattern}에 맞아야 합니다",
     "パターン {pattern} に一致しなければなりません"},
    {"PatternTooExpensive", "cannot be checked: the pattern {pattern} takes too many steps",
     "확인할 수 없습니다: 패턴 {pattern}의 계산이 너무 많습니다",
     "確認できません: パターン {pattern} の計算量が多すぎます"},
    {"format", "must be in the format {format}", "{format} 형식이어야 합니다",
     "{format} 形式でなければなりません"},
    {"required", "is required", "필수 항목입니다", "必須です"},
    {"dependentRequired", "is required when {because} is given",
     "{because}이(가) 있으면 필수 항목입니다", "{because} があるときは必須です"},
    {"false", "is not allowed", "허용되지 않습니다", "使用できません"},
    {"propertyNames", "`{property}` is not an allowed key",
     "`{property}`은(는) 허용되지 않는 키입니다", "`{property}` は使用できないキーです"},
    {"propertyNames with pattern", "`{property}` is not an allowed key (pattern {pattern})",
     "`{property}`은(는) 허용되지 않는 키입니다 (패턴 {pattern})",
     "`{property}` は使用できないキーです(パターン {pattern})"},
    {"propertyNames with cause", "`{property}` is not an allowed key: {cause}",
     "`{property}`은(는) 허용되지 않는 키입니다: {cause}",
     "`{property}` は使用できないキーです: {cause}"},
    {"oneOf", "matches none of the alternatives", "허용되는 형태 중 어느 것에도 맞지 않습니다",
     "許されるどの形にも一致しません"},
    {"oneOf with matches", "must match only one of the alternatives (matches {matches})",
     "허용되는 형태 중 하나에만 맞아야 합니다 (현재 {matches}개)",
     "許される形の一つだけに一致しなければなりません(現在は{matches}個)"},
    {"not", "is of a form that is excluded", "제외된 형태입니다", "除外された形です"},
    {"readOnly", "is read-only and must not be sent", "읽기 전용이므로 보낼 수 없습니다",
     "読み取り専用のため送信できません"},
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
  if (name == "contains") name = "minContains";
  if (name == "dependencies") name = "dependentRequired";
  if (name == "anyOf") name = "oneOf";
  if (name == "discriminator") name = "enum";
  const bool superfluous = name == "additionalProperties" || name == "unevaluatedProperties" ||
                           name == "items" || name == "additionalItems" ||
                           name == "unevaluatedItems";
  return find<kSentences>(superfluous ? "false" : name);
}

std::optional<Words> format_sentence(std::string_view format) { return find<kFormats>(format); }

std::optional<Words> type_words(std::string_view type) { return find<kTypes>(type); }

}  // namespace vitrine::schema
