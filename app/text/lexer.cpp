#include "app/text/lexer.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "app/text/ascii.h"
#include "app/text/later.h"

namespace vitrine::text {

/// Lists are separated by spaces.
struct CodeLanguage {
  std::string_view names;
  std::string_view comments;  ///< marks of comments up to the end of the line
  std::string_view quotes;
  std::string_view keywords;
  std::uint32_t traits = 0;
};

namespace {

enum Trait : std::uint32_t {
  kBlockComments = 1,     ///< `/* */`
  kLongStrings = 1 << 1,  ///< strings go over lines
  kTripleQuotes = 1 << 2,
  kPlainSingle = 1 << 3,  ///< nothing is escaped between single quotes
  kCharacters = 1 << 4,   ///< a single quote is for one character; else it names a lifetime
  kAnyCase = 1 << 5,      ///< of keywords
  kCalls = 1 << 6,        ///< a word before a parenthesis is the name of a function
  kVariables = 1 << 7,    ///< `$name`
  kMarks = 1 << 8,        ///< `@name`
  kDirectives = 1 << 9,   ///< `#name` is a keyword
  kMembers = 1 << 10,     ///< what stands before a colon is a name
  kShell = 1 << 11,       ///< words end at white space; `-x` and `--long` are names
  kYaml = 1 << 12,
  kMarkup = 1 << 13,
  kHttp = 1 << 14
};

// The page gets these after it is shown; until then such code has no keywords.
VITRINE_LATER constexpr char kJavaScriptWords[] =
    "abstract any as async await boolean break case catch class const continue debugger declare "
    "default delete do else enum export extends false finally for from function get if implements "
    "import in instanceof interface keyof let namespace never new null number of private protected "
    "public readonly return set static string super switch this throw true try type typeof "
    "undefined unknown var void while yield";
VITRINE_LATER constexpr char kPythonWords[] =
    "False None True and as assert async await break case class continue def del elif else except "
    "finally for from global if import in is lambda match nonlocal not or pass raise return self "
    "try while with yield";
VITRINE_LATER constexpr char kCWords[] =
    "alignas auto bool break case catch char class concept const consteval constexpr continue "
    "decltype default delete do double else enum explicit extern false final float for friend goto "
    "if inline int long namespace new noexcept nullptr operator override private protected public "
    "requires return short signed sizeof static static_cast struct switch template this throw true "
    "try typedef typename union unsigned using virtual void volatile while NULL";
VITRINE_LATER constexpr char kGoWords[] =
    "any bool break byte case chan const continue default defer else error fallthrough false "
    "float32 float64 for func go goto if import int int32 int64 interface iota map nil package "
    "range return rune select string struct switch true type uint uint64 var";
VITRINE_LATER constexpr char kJavaWords[] =
    "abstract as assert boolean break byte case catch char class const continue data def default "
    "do double else enum extends extension false final finally float for fun func guard if "
    "implements import in instanceof int interface internal is let long match new nil null object "
    "open override package private protected public record return sealed self short static struct "
    "super suspend switch this throw throws trait true try val var void volatile when while yield";
VITRINE_LATER constexpr char kCsharpWords[] =
    "abstract as async await base bool break byte case catch char class const continue decimal "
    "default delegate do double dynamic else enum event explicit false finally float for foreach "
    "get if in int interface internal is lock long namespace new null object operator out override "
    "params private protected public readonly record ref return sealed set short static string "
    "struct switch this throw true try typeof uint using var virtual void where while yield";
VITRINE_LATER constexpr char kRubyWords[] =
    "alias and begin break case class def defined do else elsif end ensure extend false for if in "
    "include loop module next nil not or private protected public puts raise redo require "
    "require_relative rescue retry return self super then true undef unless until when while yield";
VITRINE_LATER constexpr char kPhpWords[] =
    "abstract and array as bool break callable case catch class const continue declare default do "
    "echo else elseif empty enum extends false final finally fn for foreach function if implements "
    "include instanceof int interface isset list match namespace new null or print private "
    "protected public readonly require require_once return self static string switch throw trait "
    "true try unset use var void while yield php";
VITRINE_LATER constexpr char kRustWords[] =
    "Err None Ok Self Some as async await bool break const continue crate dyn else enum extern f32 "
    "f64 false fn for i32 i64 if impl in let loop match mod move mut pub ref return self static "
    "str struct super trait true type u32 u64 u8 unsafe use usize where while";
VITRINE_LATER constexpr char kSqlWords[] =
    "add all alter and as asc begin between bigint boolean by case cast check column commit "
    "constraint create cross cursor database date default delete desc distinct drop else end enum "
    "exists false foreign fragment from full function grant group having if in index inner input "
    "insert int integer into is join key left like limit mutation not null numeric offset on or "
    "order outer primary query references returning right rollback select set subscription table "
    "text then timestamp true type union unique update using values varchar view when where with";

constexpr CodeLanguage kLanguages[] = {
    {"json jsonc json5 jsonl ndjson geojson", "//", "\"", "true false null",
     kBlockComments | kMembers},
    {"yaml yml openapi", "#", "\"'", "true false null yes no on off",
     kYaml | kMembers | kPlainSingle},
    {"shell bash sh zsh console curl shellsession terminal fish httpie cmd powershell ps1", "#",
     "\"'",
     "if then else elif fi for in do done while until case esac function return export local set "
     "echo cd sudo",
     kShell | kLongStrings | kPlainSingle | kVariables},
    {"javascript js jsx mjs cjs node nodejs node.js typescript ts tsx deno", "//", "\"'`",
     kJavaScriptWords, kBlockComments | kCalls | kMarks},
    {"python py python3 py3 starlark", "#", "\"'", kPythonWords, kTripleQuotes | kCalls | kMarks},
    {"c c++ cpp cc cxx h hpp objectivec objective-c objc", "//", "\"'", kCWords,
     kBlockComments | kCalls | kDirectives},
    {"go golang", "//", "\"'`", kGoWords, kBlockComments | kCalls},
    {"java kotlin kt kts scala groovy swift dart", "//", "\"'", kJavaWords,
     kBlockComments | kTripleQuotes | kCalls | kMarks},
    {"csharp c# cs dotnet", "//", "\"'", kCsharpWords,
     kBlockComments | kTripleQuotes | kCalls | kDirectives},
    {"ruby rb", "#", "\"'`", kRubyWords, kLongStrings | kCalls | kMarks},
    {"php", "// #", "\"'`", kPhpWords, kBlockComments | kLongStrings | kCalls | kVariables},
    {"rust rs", "//", "\"'", kRustWords, kBlockComments | kLongStrings | kCharacters | kCalls},
    {"sql postgres postgresql mysql sqlite plsql graphql gql", "-- #", "\"'`", kSqlWords,
     kBlockComments | kLongStrings | kPlainSingle | kAnyCase | kVariables},
    {"xml html svg xhtml htm vue rss soap wsdl", "", "\"'", "", kMarkup},
    {"http https rest", "", "", "", kHttp},
};

constexpr std::string_view kMethods =
    "GET POST PUT PATCH DELETE HEAD OPTIONS TRACE CONNECT QUERY HTTP";

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_word(char c) {
  return is_alphanumeric(c) || c == '_' || (static_cast<unsigned char>(c) & 0x80u) != 0;
}

bool lists(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1))
    if ((at == 0 || list[at - 1] == ' ') &&
        (at + word.size() == list.size() || list[at + word.size()] == ' '))
      return true;
  return false;
}

class Lexer {
 public:
  Lexer(std::string_view code, const CodeLanguage& language) : code_(code), language_(language) {}

  std::vector<Token> run() {
    if (has(kHttp)) head();
    while (at_ < code_.size()) {
      const std::size_t begin = at_;
      const TokenKind kind = has(kMarkup) ? markup() : next();
      add(kind, begin);
    }
    return std::move(tokens_);
  }

 private:
  bool has(Trait trait) const { return (language_.traits & trait) != 0; }
  char ahead(std::size_t by = 0) const { return at_ + by < code_.size() ? code_[at_ + by] : '\0'; }
  bool begins(std::string_view mark) const { return code_.substr(at_, mark.size()) == mark; }
  bool starts_word() const { return at_ == 0 || is_space(code_[at_ - 1]); }
  void to(std::size_t end) { at_ = std::min(end, code_.size()); }
  void past(std::string_view mark, std::size_t from) {
    const std::size_t found = code_.find(mark, at_ + from);
    to(found == std::string_view::npos ? found : found + mark.size());
  }
  template <class Holds>
  void skip(Holds holds) {
    while (at_ < code_.size() && holds(code_[at_])) ++at_;
  }
  void skip_line() { to(code_.find('\n', at_)); }

  void add(TokenKind kind, std::size_t begin) {
    if (at_ == begin) return;
    const std::string_view text = code_.substr(begin, at_ - begin);
    if (!tokens_.empty() && tokens_.back().kind == kind) {
      std::string_view& last = tokens_.back().text;
      last = {last.data(), last.size() + text.size()};
    } else {
      tokens_.push_back({kind, text});
    }
  }

  TokenKind next() {
    const char c = code_[at_];
    if (is_space(c)) {
      const std::size_t begin = at_;
      skip(is_space);
      if (code_.substr(begin, at_ - begin).find('\n') != std::string_view::npos) fresh_ = true;
      return TokenKind::plain;
    }
    const bool fresh = std::exchange(fresh_, false);
    const bool may_comment = c == '/' || language_.comments.find(c) != std::string_view::npos;
    if (may_comment && comment()) return TokenKind::comment;
    if (language_.quotes.find(c) != std::string_view::npos && quotes()) return string();
    if (has(kVariables) && c == '$' && (is_word(ahead(1)) || ahead(1) == '{')) {
      if (ahead(1) == '{') {
        past("}", 1);
      } else {
        ++at_;
        skip(is_word);
      }
      return TokenKind::name;
    }
    if ((has(kMarks) && c == '@' && is_word(ahead(1))) ||
        (has(kDirectives) && c == '#' && is_alpha(ahead(1)))) {
      ++at_;
      skip(is_word);
      return c == '@' ? TokenKind::name : TokenKind::keyword;
    }
    if (has(kShell) || has(kYaml)) return scalar(fresh);
    if (is_digit(c) || (has(kMembers) && c == '-' && is_digit(ahead(1)))) return number();
    if (is_word(c)) return word();
    ++at_;
    return TokenKind::plain;
  }

  bool comment() {
    if (has(kBlockComments) && begins("/*")) {
      past("*/", 2);
      return true;
    }
    std::string_view marks = language_.comments;
    while (!marks.empty()) {
      const std::string_view mark = take_piece(marks, ' ');
      if (!begins(mark) || ((has(kShell) || has(kYaml)) && !starts_word())) continue;
      skip_line();
      return true;
    }
    return false;
  }

  /// Whether the quote here begins a string.
  bool quotes() const {
    if (has(kYaml)) return at_ == 0 || is_space(code_[at_ - 1]) || begins_value(code_[at_ - 1]);
    return code_[at_] != '\'' || !has(kCharacters) || ahead(1) == '\\' || ahead(2) == '\'';
  }
  static bool begins_value(char c) {
    return std::string_view("[{,:-").find(c) != std::string_view::npos;
  }

  TokenKind string() {
    const char quote = code_[at_];
    const std::string_view three = code_.substr(at_, 3);
    if (has(kTripleQuotes) && three == std::string(3, quote)) {
      past(three, 3);
      return TokenKind::string;
    }
    const bool lines = has(kLongStrings) || quote == '`';
    const bool plain = has(kPlainSingle) && quote == '\'';
    for (++at_; at_ < code_.size() && code_[at_] != quote; ++at_) {
      if (code_[at_] == '\n' && !lines) return TokenKind::string;
      if (code_[at_] == '\\' && !plain) ++at_;
    }
    to(at_ + 1);
    return has(kMembers) && before_colon() ? TokenKind::name : TokenKind::string;
  }

  bool before_colon() const {
    std::size_t after = at_;
    while (after < code_.size() && is_space(code_[after])) ++after;
    return after < code_.size() && code_[after] == ':';
  }

  TokenKind number() {
    ++at_;
    const bool hexadecimal = ahead() == 'x' || ahead() == 'X';
    skip([&](char c) {
      if (is_word(c) || c == '.') return true;
      const char before = lower(code_[at_ - 1]);
      return (c == '\'' && is_alphanumeric(ahead(1))) ||
             ((c == '+' || c == '-') && before == 'e' && !hexadecimal);
    });
    return TokenKind::number;
  }

  TokenKind word() {
    const std::size_t begin = at_;
    skip(is_word);
    const std::string_view word = code_.substr(begin, at_ - begin);
    const bool known =
        has(kAnyCase) ? lists(language_.keywords, lower(word)) : lists(language_.keywords, word);
    if (known) return TokenKind::keyword;
    return has(kCalls) && ahead() == '(' ? TokenKind::name : TokenKind::plain;
  }

  /// A word up to white space, as shells and YAML have it.
  TokenKind scalar(bool fresh) {
    const std::size_t begin = at_;
    const std::string_view ends = has(kShell) ? "\"'$`|&;()<>" : ",[]{}";
    const bool first = starts_word() || begins_value(code_[at_ - 1]);
    ++at_;
    if (ends.find(code_[begin]) != std::string_view::npos) return TokenKind::plain;
    skip([&](char c) {
      if (is_space(c) || ends.find(c) != std::string_view::npos) return false;
      return !has(kYaml) || c != ':' || !(is_space(ahead(1)) || at_ + 1 == code_.size());
    });
    const std::string_view word = code_.substr(begin, at_ - begin);
    if (!first) return TokenKind::plain;
    if (has(kYaml)) return yaml(word, begin, fresh);
    if (word.size() > 1 && word[0] == '-') return TokenKind::name;
    if (std::all_of(word.begin(), word.end(), is_digit)) return TokenKind::number;
    return lists(language_.keywords, word) ? TokenKind::keyword : TokenKind::plain;
  }

  TokenKind yaml(std::string_view word, std::size_t begin, bool fresh) {
    if (word == "-") {
      fresh_ = fresh;
    } else if (fresh) {
      // A name may have spaces: it is all that stands before the colon.
      const std::string_view line = code_.substr(begin, code_.find('\n', begin) - begin);
      const std::size_t colon = line.find(": ");
      const std::size_t size = colon != std::string_view::npos   ? colon
                               : trim_blanks(line).back() == ':' ? line.rfind(':')
                                                                 : 0;
      if (size > 0) {
        at_ = begin + size;
        return TokenKind::name;
      }
    }
    if (ahead() == ':') return TokenKind::name;
    if (std::string_view("&*!").find(word[0]) != std::string_view::npos ||
        lists(language_.keywords, word))
      return TokenKind::keyword;
    const bool number = word.find_first_not_of("0123456789+-.eE") == std::string_view::npos &&
                        word.find_first_of("0123456789") != std::string_view::npos;
    return number ? TokenKind::number : TokenKind::plain;
  }

  TokenKind markup() {
    const char c = code_[at_];
    if (in_tag_) {
      if (is_space(c)) {
        skip(is_space);
        return TokenKind::plain;
      }
      if (c == '"' || c == '\'') {
        past({&c, 1}, 1);
        return TokenKind::string;
      }
      if (c == '>' || begins("/>") || begins("?>")) {
        at_ += c == '>' ? 1 : 2;
        in_tag_ = false;
        return TokenKind::keyword;
      }
      ++at_;
      if (c == '=') return TokenKind::plain;
      skip([](char each) {
        return !is_space(each) && std::string_view("=>\"'/").find(each) == std::string_view::npos;
      });
      return TokenKind::name;
    }
    if (begins("<!--")) {
      past("-->", 4);
      return TokenKind::comment;
    }
    if (begins("<![CDATA[")) {
      past("]]>", 9);
      return TokenKind::plain;
    }
    if (c == '<' &&
        (is_alpha(ahead(1)) || std::string_view("/?!").find(ahead(1)) != std::string_view::npos) &&
        ahead(1) != '\0') {
      at_ += 2;
      skip([](char each) { return is_word(each) || each == ':' || each == '-' || each == '.'; });
      in_tag_ = true;
      return TokenKind::keyword;
    }
    ++at_;
    skip([](char each) { return each != '<'; });
    return TokenKind::plain;
  }

  /// A request or a response with its header fields; what follows the empty line is a body.
  void head() {
    for (bool first = true; at_ < code_.size(); first = false) {
      const std::size_t begin = at_;
      const std::size_t end = std::min(code_.find('\n', at_), code_.size());
      const std::string_view line = code_.substr(at_, end - at_);
      if (trim(line).empty() && !first) break;
      const std::size_t word = std::min(line.find_first_of(" /:"), line.size());
      if (lists(kMethods, line.substr(0, word)) && (word == line.size() || line[word] != ':')) {
        at_ += word;
        add(TokenKind::keyword, begin);
      } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
        at_ += colon;
        add(TokenKind::name, begin);
      }
      const std::size_t rest = at_;
      to(end + 1);
      add(TokenKind::plain, rest);
    }
    const std::size_t body = at_;
    at_ = code_.size();
    for (const Token& token :
         text::tokens(code_.substr(body), guess_code_language(code_.substr(body)))) {
      at_ = static_cast<std::size_t>(token.text.data() - code_.data()) + token.text.size();
      add(token.kind, at_ - token.text.size());
    }
  }

  std::string_view code_;
  const CodeLanguage& language_;
  std::size_t at_ = 0;
  bool fresh_ = true;  ///< in YAML: nothing but `-` stands before it in its line
  bool in_tag_ = false;
  std::vector<Token> tokens_;
};

}  // namespace

const CodeLanguage* find_code_language(std::string_view name) {
  std::string wanted = lower(name);
  wanted.resize(std::min(wanted.find_first_of(" ,{:\t"), wanted.size()));
  if (wanted.empty()) return nullptr;
  for (const CodeLanguage& language : kLanguages) {
    if (lists(language.names, wanted)) return &language;
  }
  return nullptr;
}

const CodeLanguage* guess_code_language(std::string_view code) {
  code = trim(code);
  if (code.size() < 2) return nullptr;
  const std::string_view inside = trim(code.substr(1));
  const std::string_view follows = code[0] == '{'   ? "\"}"
                                   : code[0] == '[' ? "\"{[]-0123456789"
                                                    : "";
  return !inside.empty() && follows.find(inside[0]) != std::string_view::npos ? kLanguages
                                                                              : nullptr;
}

std::vector<Token> tokens(std::string_view code, const CodeLanguage* language) {
  if (language) return Lexer(code, *language).run();
  if (code.empty()) return {};
  return {{TokenKind::plain, code}};
}

}  // namespace vitrine::text
