import Answers
import Testing
import Vocabulary

@testable import Language

/// Programs with regular expressions, and what CPython 3.11 prints for them.
@Suite("re finds what CPython finds")
struct PatternTests {
    private func printed(_ text: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(text).printed.joined(separator: "\n")
    }

    @Test("Matches, groups, flags, replacements, cuts, errors")
    func everyday() throws {
        #expect(
            try printed(
                #"""
                import re
                m = re.search(r"(?P<name>\w+)\s*=\s*(?P<value>[-+]?\d+(?:\.\d+)?)", "adam: lr = -0.25, eps=3")
                print(m, m[0], m.group(1), m.group("value"), m["name"], m.groups(), m.groupdict(), m.span(), m.start(2), m.end("value"))
                print(m.lastindex, m.lastgroup, m.re.groups, m.string[:4], m.pos, m.endpos, m.expand(r"\2/\g<name>"), m.re.groupindex)
                print(re.match(r"\d+", "a1"), re.fullmatch(r"\w+", "abc")[0], re.fullmatch(r"\w", "abc"), bool(re.match("", "")))
                print(re.findall(r"\d+", "a1 b22 c333"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"(\w)\d", "a1 b2"), re.findall("x*", "axb"))
                print([(i.span(), i[0]) for i in re.finditer(r"a|ab", "ab aab")])
                print(re.sub(r"(\d+)", lambda k: str(int(k[1]) * 2), "3 and 14"), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("a", "b", "aaa", count=2), re.subn("x", "-", "axbx"), re.sub("x*", "-", "abxd"))
                print(re.split(r"[,;]\s*", "a, b;c"), re.split(r"(-)", "a-b-c"), re.split(r"\s+", " a b "), re.split("x*", "axbc"), re.split(",", "a,b,c", maxsplit=1))
                print(re.findall("^.+$", "one\ntwo", re.M), re.findall("a.b", "a\nb", re.S), re.findall("abc", "ABC abc", re.I), re.findall(r"\d  # digits", "a1", re.X), re.findall(r"\w+", "é a", re.A))
                p = re.compile(r"(?i)(a+)(b)?", re.M)
                print(p, p.pattern, p.flags, p.groups, p.search("xAAB").groups(), p.match("AAx", 1).span(), p.findall("aab a", 1, 4), p.match("ac").groups("none"))
                print(re.escape("a.b*c [1] é"), re.compile(re.escape("1+1=2")).search("so 1+1=2 it is").span())
                print(re.findall(r"(?<=\$)\d+(?!\d*%)", "$10 $20% $5"), re.findall(r"(?<!a)b", "ab cb b"), re.search(r"(\w)\1", "hello")[0], re.findall(r"\b\w{3}\b", "one three two"))
                print(re.match(r"(?:(a)|b)*", "aab").groups(), re.match(r"(a)?(?(1)b|c)", "ab")[0], re.match(r"a*+a", "aaa"), re.match(r"(?>a+)b", "aab")[0], re.findall(r"<.+?>", "<a><b>"))
                for bad in ["(a", "a**", "[z-a]", "(?P<n>a)(?P<n>b)", r"\q", "*a", "a{3,1}", "(?<=a+)b", r"(a)\2", "(?i", "[a", ")"]:
                    try:
                        re.compile(bad)
                        print("ran", bad)
                    except re.error as e:
                        print(type(e).__name__, e)
                for call in (lambda: re.match("a", 3), lambda: re.search("(a)", "a").group(2), lambda: re.sub("a", r"\2", "a"), lambda: re.sub("a", r"\g<x>", "a"), lambda: re.sub("a", r"\q", "a"), lambda: re.compile(3)):
                    try:
                        print(call())
                    except Exception as e:
                        print(type(e).__name__, e)
                print(isinstance(m, re.Match), isinstance(p, re.Pattern), re.I == re.IGNORECASE, re.compile("a") is re.compile("a"), re.compile("x").sub("y", "xax"))
                log = "epoch 1: loss=0.52 acc=81.0%\nepoch 2: loss=0.31 acc=88.5%"
                rows = [(int(a), float(b)) for a, b in re.findall(r"epoch (\d+): loss=([\d.]+)", log)]
                print(rows, re.sub(r"\s{2,}", " ", "a   b    c"), [w.lower() for w in re.split(r"\W+", "Hello, World!") if w])
                if (k := re.match(r"(\d{4})-(\d{2})-(\d{2})$", "2024-05-17")):
                    year, month, day = map(int, k.groups())
                    print(year, month, day)
                """#)
                    == #"""
                    <re.Match object; span=(6, 16), match='lr = -0.25'> lr = -0.25 lr -0.25 lr ('lr', '-0.25') {'name': 'lr', 'value': '-0.25'} (6, 16) 11 16
                    2 value 2 adam 0 23 -0.25/lr {'name': 1, 'value': 2}
                    None abc None True
                    ['1', '22', '333'] [('a', '1'), ('b', '2')] ['a', 'b'] ['', 'x', '', '']
                    [((0, 1), 'a'), ((3, 4), 'a'), ((4, 5), 'a')]
                    6 and 28 world hello bba ('a-b-', 2) -a-b--d-
                    ['a', 'b', 'c'] ['a', '-', 'b', '-', 'c'] ['', 'a', 'b', ''] ['', 'a', '', 'b', 'c', ''] ['a', 'b,c']
                    ['one', 'two'] ['a\nb'] ['ABC', 'abc'] ['1'] ['a']
                    re.compile('(?i)(a+)(b)?', re.IGNORECASE|re.MULTILINE) (?i)(a+)(b)? 42 2 ('AA', 'B') (1, 2) [('a', 'b')] ('a', 'none')
                    a\.b\*c\ \[1\]\ é (3, 8)
                    ['10', '5'] ['b', 'b'] ll ['one', 'two']
                    ('a',) ab None aab ['<a>', '<b>']
                    error missing ), unterminated subpattern at position 0
                    error multiple repeat at position 2
                    error bad character range z-a at position 1
                    error redefinition of group name 'n' as group 2; was group 1 at position 12
                    error bad escape \q at position 0
                    error nothing to repeat at position 0
                    error min repeat greater than max repeat at position 2
                    error look-behind requires fixed-width pattern
                    error invalid group reference 2 at position 4
                    error missing -, : or ) at position 3
                    error unterminated character set at position 0
                    error unbalanced parenthesis at position 0
                    TypeError expected string or bytes-like object, got 'int'
                    IndexError no such group
                    error invalid group reference 2 at position 1
                    IndexError unknown group name 'x'
                    error bad escape \q at position 0
                    TypeError first argument must be string or compiled pattern
                    True True True True yay
                    [(1, 0.52), (2, 0.31)] a b c ['hello', 'world']
                    2024 5 17
                    """#)
    }

    @Test("Seventy generated patterns: every match with the bounds of its groups")
    func generated() throws {
        #expect(
            try printed(
                #"""
                import re
                rows = [
                    ('A{0,3}([^a]c)', 0, '.A\nBabc'),
                    ('([\\d_]{1,2}){1,2}', 256, '\né_c_'),
                    ('(\\n|[a-c1][^]b]c|\\b)', 256, 'BaBé\nBbAAcA'),
                    ('A |(()*B(?:| (?:_??é{1,2})|é(?<=ab)))', 64, 'BAé\nac_ '),
                    ('Bb_*+|([A-Z]*+1)|[abc].{1,2}B', 0, ' Bbc A.ca1a'),
                    ('(a{,2}[\\w-]|)B', 0, 'ccc.a.1B_a'),
                    ('a{1,2}B?(.(?!1A[\\s\\S])){2}', 10, 'aBBécb'),
                    ('[\\d_]*[A-Z]{0,3}(\\d)', 8, '\n.a\nab\n1'),
                    ('(é*[]a]{1,2})', 10, '..1.ba\n_'),
                    ('(?:)(A++[]a])', 0, 'aéaaééAacc '),
                    (' (B{1,}?|()|)', 0, 'b.cc Bé'),
                    ('b|(?:(B1|b|[\\d_]))()', 0, 'Aca1.'),
                    ('([^]b]c?)(?:(?:|B{,2}1(?!ca{0,3}_)|)+) ', 0, 'BBb cA1c _1'),
                    ('[^]b]([\\w-] {1,}?)|[a-c1][a-c1][\\d_]', 2, 'Aéb1_._éAb '),
                    ('[]a]?()|(\\.){0,3}b*+ |\\A[^]b]+?c', 64, '.bbBa'),
                    ('([A-Z]{1,2}[a-c1]A{1,}?|_[^a])', 10, ' 1A_B\n_Ab'),
                    ('(|B)*+[abc](([a-c1]{1,2}){,2}(?<=\\w)++)', 2, '_Bba_A'),
                    ('(\\x61|é())(b)|\\.*?_{é', 2, '\n\nbabc_'),
                    ('([A-Z]|c{1,}?\\D)|\\d', 64, 'acB_aAc_1cb'),
                    ('(\\s(?=)|[\\s\\S])[\\s\\S]|', 16, 'bac1.B'),
                    ('((?<![ab]c)A){1,}?', 0, '.a1_A'),
                    ('(?=|a??| )(B)', 10, 'b_c.cAca'),
                    ('A(b|c)[\\s\\S]*+', 0, 'é cAb.cAA.b'),
                    ('(?P<n1>[^a])[\\w-][\\d_]??', 10, 'c_.cABc\nBa'),
                    ('|(?P<n0>(?>[\\s\\S]{1,}?[abc]++))|1+?(A*|B)', 0, 'ébbbb1B1Ba'),
                    ('\\D(?:)(bab|[^]b]B[^a]|_)', 10, '.cA_ébbéA'),
                    ('([A-Z][A-Z]??)', 64, 'aAaacB_bb'),
                    ('([^a]*?c(?s:)|[abc]c)()*+', 64, 'bA1cé1Ba.'),
                    ('é{b{|ba++\\B|([A-Z]1|[^]b]*+)+?\\D', 2, '  bAéb B1\n'),
                    ('(1)|[A-Z]*\\.é++', 10, '1a_BB\ncb\n'),
                    ('(|()[\\w-]|a(?:|(|){))[]a]++', 8, 'Bb1cbAba'),
                    ('\\A()\\b|_|(A{,2}b\\W?)', 0, '\n1B1b\nB_1a.'),
                    ('||\\w??(|(.{1,}?[^a]()+)|)', 16, 'a _ \n'),
                    ('(?P<n2>[]a]*\\.*?((a{2}\\d|[\\w-]|\\n{a})))', 16, 'aa1_b'),
                    ('(a*(?<!ab)A??)\\W[^a]{1,}?', 2, 'ba.b1b_cc\n.'),
                    ('((?:)*(?<!ab)[]a])|\\Dac', 0, 'Acaabb '),
                    ('(?:)+(_??(?:c){0,3}_)', 8, '_.a\nB.c'),
                    ('[\\s\\S][\\s\\S](\\Wa)', 256, '\na \nb\na'),
                    ('(?:||)(\\w(?<=\\w)*+((?!c)(|a)|))\\2', 8, 'ac_a_'),
                    ('(\\w)*|\\w{|[A-Z]{', 8, 'caabé.b'),
                    ('.((([\\d_]{1,2}é[A-Z]|)c?)[\\w-][\\s\\S]*|)', 8, 'Babbééb'),
                    ('(()\\w{1,2})[\\w-]{0,3}', 256, 'a\n .é'),
                    ('([]a]{1,2}(|(A_a||a))*?)[\\d_]*+[^]b]', 64, 'acaABc.c b '),
                    ('(?i:(?-i:[a-c1]{0,3}(?P<n2>c_))+)+?', 2, '__Bac_Bbcc'),
                    ('(?P<n0>[]a]++(?<![ab]c))()??[\\w-]|_A{b|', 10, 'aa1bB\nAaé'),
                    ('_([A-Z] [\\s\\S]|[a-c1])', 2, '1b\nba\n_A'),
                    ('(?: {,2}([abc]{1,2}(?-i:_{,2}|é|c\\b{)*1))', 256, 'cacac1B'),
                    ('(\\D *?(?<!a|b))1|c[^a]a', 0, 'Bac é1_é'),
                    ('((?:)[\\w-]|[a-c1]{a}|a{2}(?!b)a)', 64, ' bA c_b1'),
                    ('([\\d_]{2}|(\\x61++a(?:)|_)|()\\d{a})', 0, ' b\nBa1B_.'),
                    ('([\\s\\S][\\s\\S]+|)*?', 8, '_aAAc éab'),
                    ('(([^]b]){1,}?)é??', 0, 'ccbba'),
                    ('(b+[a-c1] *+|((?<=[ab]c)[^a]*[\\d_]){2}bA+)', 0, 'b.éAba\nc.1c'),
                    ('(Ab){,2}(_|)([abc][]a])', 10, '.céABaé B'),
                    ('(_{1,}?||(c{1,2}(?:A)))', 2, '_ _\nc'),
                    ('(_??[\\s\\S](?-i:){,2})[^]b]|bA1+?', 256, 'b1ca_b'),
                    ('\\D([]a](?i:)[\\s\\S]*+|\\d{,2}(_\\s))', 64, 'c_Bc\na\nBba'),
                    ('(){1,2}(B{,2}[\\w-])[\\w-]', 8, 'Aa\n1c_bBc'),
                    ('([abc]).?b++|A+? {1,}?([^a]{,2}|){a}', 10, '.c\néaaacBbA'),
                    ('(?P<n2>[^]b])(?:)', 64, 'bBB_\nc'),
                    ('([\\d_])+?|b{1,2}b{,2}_|A', 2, ' ABéA_BcéB\n'),
                    ('\\w[a-c1]{0,3}((?:[\\w-])b*+)', 10, 'a\nAa\n'),
                    ('[\\d_]([\\s\\S]){1,2}|(1(?<!a)\\s{a})|é', 256, 'b1A.aA'),
                    ('((?i:[abc]A*+ )?((?:)*||a*?)B)', 0, 'aAB1b'),
                    ('(c)(?i:[\\w-]{0,3})++', 0, 'aAAc  b1Bb'),
                    ('( é|c){1,}?a*[^a]', 10, '1cé_ébAAbBb'),
                    ('([\\s\\S]+?[^]b]c*)+?|(?: )\\A\\1{', 256, 'A1 _B a'),
                    ('((?P<n0>) )A(?:(b[\\s\\S]_){|.??)', 10, 'é a béa'),
                    ('(\\D+){1,2}b*?A', 16, 'b_BccAbB_\nB'),
                    ('()*+(b+)(?>\\Zb+(){1,2}){,2}|\\.+| *+([^a]é *)', 2, 'Bbb_abb1a_1'),
                ]
                for pattern, flags, text in rows:
                    found = re.compile(pattern, flags).finditer(text)
                    print(" ".join(["/".join(["%d:%d" % m.span(i) for i in range(m.re.groups + 1)]) for m in found]))
                """#)
                    == #"""
                    5:7/5:7
                    2:3/2:3 4:5/4:5
                    0:0/0:0 3:3/3:3 4:5/4:5 5:5/5:5 11:11/11:11
                    0:1/0:1/0:0 1:2/-1:-1/-1:-1
                    1:3/-1:-1 9:10/9:10
                    6:8/6:7
                    0:4/3:4
                    7:8/7:8
                    5:6/5:6
                    6:8/6:8
                    4:6/5:6/-1:-1
                    3:4/3:4/4:4
                    6:9/6:8
                    2:5/-1:-1 8:11/9:11
                    0:0/0:0/-1:-1 0:3/-1:-1/0:1 3:3/3:3/-1:-1 4:5/5:5/-1:-1 5:5/5:5/-1:-1
                    3:5/3:5
                    1:4/1:1/2:4/2:4 5:6/5:5/6:6/-1:-1
                    3:5/3:4/-1:-1/4:5
                    1:3/1:3 5:6/5:6 6:8/6:8 8:9/-1:-1 9:11/9:11
                    0:2/0:1 2:4/2:3 4:6/4:5 6:6/-1:-1
                    4:5/4:5
                    0:1/0:1
                    3:11/4:5
                    0:2/0:1 2:4/2:3 5:7/5:6 7:9/7:8
                    0:0/-1:-1/-1:-1 0:5/0:5/-1:-1 5:5/-1:-1/-1:-1 5:10/5:10/-1:-1 10:10/-1:-1/-1:-1
                    2:4/3:4
                    1:2/1:2 5:6/5:6
                    0:4/0:4/4:4
                    0:3/0:2 3:6/3:5 6:8/6:7
                    0:1/0:1
                    6:8/6:7/6:6/-1:-1
                    4:6/-1:-1/4:6 7:8/-1:-1/-1:-1
                    0:0/-1:-1/-1:-1/-1:-1 0:2/0:2/0:2/2:2 2:2/-1:-1/-1:-1/-1:-1 2:4/2:4/2:4/4:4 4:4/-1:-1/-1:-1/-1:-1 5:5/-1:-1/-1:-1/-1:-1
                    0:3/0:3/2:3/2:3 3:4/3:4/3:4/3:4 4:5/4:5/4:5/4:5
                    1:4/1:2 9:11/9:9
                    2:3/2:3 3:4/3:4
                    0:1/0:1
                    3:7/5:7
                    0:1/0:1/1:1/-1:-1 1:2/1:2/2:2/2:2 2:3/2:3/3:3/3:3 3:4/3:4/4:4/4:4 4:5/4:5/5:5/5:5
                    0:5/4:5 5:5/-1:-1 6:7/6:7 7:7/-1:-1
                    0:7/1:7/1:1/1:1
                    0:1/0:1/0:0
                    0:2/0:1/-1:-1/-1:-1 2:4/2:3/-1:-1/-1:-1
                    3:6/4:6
                    0:3/0:2/-1:-1 3:3/-1:-1/-1:-1 4:4/-1:-1/-1:-1 5:5/-1:-1/-1:-1 6:9/6:8/-1:-1 9:9/-1:-1/-1:-1
                    6:8/7:8
                    3:6/3:6
                    4:6/4:5
                    1:2/1:2 2:3/2:3 4:5/4:5 5:6/5:6 6:7/6:7 7:8/7:8
                    7:8/7:8/7:8/-1:-1
                    0:0/-1:-1 0:9/0:9 9:9/-1:-1
                    0:1/0:1/0:1 1:2/1:2/1:2 4:5/4:5/4:5
                    4:6/4:6/-1:-1
                    4:6/-1:-1/4:4/4:6
                    0:1/0:1/-1:-1 1:1/1:1/-1:-1 2:3/2:3/-1:-1 3:3/3:3/-1:-1 4:4/4:4/-1:-1 5:5/5:5/-1:-1
                    0:2/0:1 2:4/2:3
                    4:10/5:10/-1:-1
                    0:2/0:0/0:1 3:5/3:3/3:4 5:7/5:5/5:6 7:9/7:7/7:8
                    6:10/6:7/-1:-1
                    1:2/1:2 2:3/2:3 3:4/3:4 4:5/4:5 5:6/5:6
                    1:2/-1:-1 4:5/-1:-1 5:6/5:6
                    2:4/3:4
                    1:4/3:4/-1:-1
                    2:3/2:3/2:2
                    3:4/3:4
                    1:3/1:2
                    0:2/0:2 2:4/2:4 4:6/4:6
                    1:3/1:2/1:1/-1:-1
                    0:6/0:5
                    0:3/0:0/0:3/-1:-1/-1:-1 5:7/5:5/5:7/-1:-1/-1:-1
                    """#)
    }

    @Test("Groups that stand too deep in each other, and loops that take nothing, end with an error")
    func bounds() throws {
        #expect(
            try printed(
                #"""
                import re
                deep = "(" * 20000 + ")" * 20000
                conditions = "(a)(?<=" + "(?(1)" * 390 + ")" * 390 + ")"
                for pattern in [deep, "(?:" * 20000, "(?(1)" * 20000, "(?:a|){4294967290}"]:
                    try:
                        print(re.match(pattern, "aaa"))
                    except (RecursionError, MemoryError) as e:
                        print(type(e).__name__)
                print(re.match(conditions, "a").span())
                """#)
                    == """
                    RecursionError
                    RecursionError
                    RecursionError
                    MemoryError
                    (0, 1)
                    """)
    }
}
