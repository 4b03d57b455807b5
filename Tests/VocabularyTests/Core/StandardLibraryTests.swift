import Answers
import Testing
import Vocabulary

@testable import Language

/// Programs, and what CPython 3.11 prints for them.
@Suite("Modules of Python's standard library, as CPython has them")
struct StandardLibraryTests {
    private func printed(_ text: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(text).printed.joined(separator: "\n")
    }

    @Test("Enumerations: members, values, names, mixed types, mistakes")
    func enums() throws {
        #expect(
            try printed(
                #"""
                from enum import Enum, IntEnum, StrEnum, auto, unique
                import copy
                import json

                class Color(Enum):
                    RED = 1
                    GREEN = 2
                    CRIMSON = 1

                    def shout(self):
                        return self.name + "!"

                print(list(Color), Color.RED, repr(Color.GREEN), Color.RED.value, Color["GREEN"].name, Color(2), len(Color))
                print(Color.CRIMSON is Color.RED, Color.RED == Color.GREEN, Color.RED == 1, Color.RED.shout(), type(Color.RED))
                print({Color.RED: "r"}[Color(1)], Color.RED in Color, isinstance(Color.RED, Color), f"{Color.RED:>12}|", Color)
                print(list(Color.__members__.items()))
                for wrong in (lambda: Color(9), lambda: Color["BLUE"], lambda: Color.RED < Color.GREEN):
                    try:
                        wrong()
                    except Exception as e:
                        print(type(e).__name__, e)
                try:
                    Color.RED = 5
                except AttributeError as e:
                    print(e)

                class Level(IntEnum):
                    LOW = auto()
                    HIGH = auto()

                print(Level.HIGH + 1, Level.LOW < Level.HIGH, Level.HIGH == 2, f"{Level.HIGH}", repr(Level.LOW), int(Level.HIGH))
                print([10, 20, 30][Level.LOW], sorted([Level.HIGH, Level.LOW]), {2: "two"}[Level.HIGH], json.dumps([Level.LOW]), max(Level))
                print(isinstance(Level.LOW, int), -Level.LOW, 7 % Level.HIGH, bool(Level.LOW), sum(Level), str(Level.LOW))

                class Mode(StrEnum):
                    TRAIN = auto()
                    EVAL = "evaluation"

                print(Mode.TRAIN, Mode.EVAL == "evaluation", Mode.TRAIN.upper(), {"train": 1}[Mode.TRAIN], "a " + Mode.EVAL, len(Mode.TRAIN))

                class Kind(str, Enum):
                    SGD = "sgd"
                    ADAM = "adam"

                print(Kind("adam"), Kind.SGD == "sgd", repr(Kind.SGD), [k.value for k in Kind], Kind.SGD.startswith("s"))

                class Planet(Enum):
                    EARTH = (5.0, 2.0)
                    MARS = (3.0, 1.0)

                    def __init__(self, mass, radius):
                        self.mass = mass
                        self.radius = radius

                    @property
                    def gravity(self):
                        return self.mass / self.radius

                print(Planet.EARTH.gravity, Planet.MARS.value, copy.deepcopy(Planet.MARS) is Planet.MARS)
                Animal = Enum("Animal", "CAT DOG")
                print(list(Animal), Animal.DOG.value)
                try:
                    @unique
                    class Twice(Enum):
                        A = 1
                        B = 1
                except ValueError as e:
                    print(e)
                try:
                    class More(Color):
                        BLUE = 3
                except TypeError as e:
                    print(e)
                """#)
                    == #"""
                    [<Color.RED: 1>, <Color.GREEN: 2>] Color.RED <Color.GREEN: 2> 1 GREEN Color.GREEN 2
                    True False False RED! <enum 'Color'>
                    r True True    Color.RED| <enum 'Color'>
                    [('RED', <Color.RED: 1>), ('GREEN', <Color.GREEN: 2>), ('CRIMSON', <Color.RED: 1>)]
                    ValueError 9 is not a valid Color
                    KeyError 'BLUE'
                    TypeError '<' not supported between instances of 'Color' and 'Color'
                    cannot reassign member 'RED'
                    3 True True 2 <Level.LOW: 1> 2
                    20 [<Level.LOW: 1>, <Level.HIGH: 2>] two [1] 2
                    True -1 1 True 3 1
                    train True TRAIN 1 a evaluation 5
                    Kind.ADAM True <Kind.SGD: 'sgd'> ['sgd', 'adam'] True
                    2.5 (3.0, 1.0) True
                    [<Animal.CAT: 1>, <Animal.DOG: 2>] 2
                    duplicate values found in <enum 'Twice'>: B -> A
                    <enum 'More'> cannot extend <enum 'Color'>
                    """#)
    }

    @Test("The arguments of a script, with their defaults and their help")
    func arguments() throws {
        #expect(
            try printed(
                #"""
                import argparse

                parser = argparse.ArgumentParser(prog="train.py", description="Trains a network.")
                parser.add_argument("--epochs", "-e", type=int, default=10, help="how many (default: %(default)s)")
                parser.add_argument("--lr", type=float, default=1e-3)
                parser.add_argument("--optimizer", choices=["sgd", "adam"], default="adam")
                parser.add_argument("--layers", nargs="+", type=int, default=[64, 32])
                parser.add_argument("--no-cuda", action="store_true")
                parser.add_argument("-v", "--verbose", action="count", default=0)
                args = parser.parse_args([])
                print(args, args.lr, vars(args)["epochs"])
                print(parser.parse_args(["--epochs", "5", "--lr=0.1", "-vv", "--layers", "1", "2", "--no-cuda"]))
                print(parser.parse_known_args(["--other", "1"]))
                print(args == argparse.Namespace(**vars(args)), "lr" in args)
                parser.print_help()
                positional = argparse.ArgumentParser(prog="p")
                positional.add_argument("file")
                positional.add_argument("rest", nargs="*")
                print(positional.parse_args(["a", "b", "c"]))
                try:
                    parser.add_argument("--lr")
                except argparse.ArgumentError as e:
                    print(e)
                try:
                    parser.add_argument("--x", typ=int)
                except TypeError as e:
                    print(e)
                """#)
                    == #"""
                    Namespace(epochs=10, lr=0.001, optimizer='adam', layers=[64, 32], no_cuda=False, verbose=0) 0.001 10
                    Namespace(epochs=5, lr=0.1, optimizer='adam', layers=[1, 2], no_cuda=True, verbose=2)
                    (Namespace(epochs=10, lr=0.001, optimizer='adam', layers=[64, 32], no_cuda=False, verbose=0), ['--other', '1'])
                    True True
                    usage: train.py [-h] [--epochs EPOCHS] [--lr LR] [--optimizer {sgd,adam}]
                                    [--layers LAYERS [LAYERS ...]] [--no-cuda] [-v]

                    Trains a network.

                    options:
                      -h, --help            show this help message and exit
                      --epochs EPOCHS, -e EPOCHS
                                            how many (default: 10)
                      --lr LR
                      --optimizer {sgd,adam}
                      --layers LAYERS [LAYERS ...]
                      --no-cuda
                      -v, --verbose
                    Namespace(file='a', rest=['b', 'c'])
                    argument --lr: conflicting option string: --lr
                    _StoreAction.__init__() got an unexpected keyword argument 'typ'
                    """#)
    }

    @Test("Days, times and what lies between them")
    func dates() throws {
        #expect(
            try printed(
                #"""
                from datetime import date, datetime, time, timedelta, timezone
                import datetime as dt

                d = date(2024, 2, 28)
                print(d, repr(d), d + timedelta(days=2), d.weekday(), d.isocalendar()[1], d.strftime("%d %B %Y, %A"), d.replace(day=1))
                print(date(2024, 3, 1) - d, (date(2024, 3, 1) - d).days, d < date(2024, 3, 1), max([d, date(2023, 1, 1)]))
                t = datetime(2024, 2, 29, 13, 5, 9, 120)
                print(t, repr(t), t.isoformat(), t.date(), t.time(), t.hour, t - timedelta(hours=14), t.strftime("%Y-%m-%d %H:%M:%S.%f %I %p"))
                print(datetime.strptime("03/04/2021 07:08", "%d/%m/%Y %H:%M"), datetime.fromisoformat("2024-01-02T03:04:05"))
                print((t - datetime(2024, 1, 1)).total_seconds(), str(timedelta(days=1, seconds=3661)), repr(timedelta(hours=-1)))
                print(timedelta(hours=1) * 2.5, timedelta(days=7) / timedelta(days=2), timedelta(days=7) // 2, sum([timedelta(1)] * 3, timedelta()))
                print(datetime(2024, 1, 1, tzinfo=timezone.utc), datetime.fromtimestamp(0, timezone.utc), time(7, 30), dt.date(2020, 1, 1))
                print({d: "x"}[date(2024, 2, 28)], isinstance(t, date), type(d), type(t).__name__, f"{d:%m/%y}", date.fromordinal(738000))
                print(date(1, 1, 1).toordinal(), date.max, sorted([time(3), time(1)]), datetime.combine(d, time(1, 2)))
                for wrong in (
                    lambda: date(2023, 2, 29), lambda: datetime(2024, 13, 1), lambda: datetime.strptime("2024", "%d"),
                    lambda: date(9999, 12, 31) + timedelta(1), lambda: t < datetime(2024, 1, 1, tzinfo=timezone.utc),
                    lambda: datetime.strptime("2024-01-01 x", "%Y-%m-%d"),
                ):
                    try:
                        wrong()
                    except Exception as e:
                        print(type(e).__name__, e)
                """#)
                    == #"""
                    2024-02-28 datetime.date(2024, 2, 28) 2024-03-01 2 9 28 February 2024, Wednesday 2024-02-01
                    2 days, 0:00:00 2 True 2024-02-28
                    2024-02-29 13:05:09.000120 datetime.datetime(2024, 2, 29, 13, 5, 9, 120) 2024-02-29T13:05:09.000120 2024-02-29 13:05:09.000120 13 2024-02-28 23:05:09.000120 2024-02-29 13:05:09.000120 01 PM
                    2021-04-03 07:08:00 2024-01-02 03:04:05
                    5144709.00012 1 day, 1:01:01 datetime.timedelta(days=-1, seconds=82800)
                    2:30:00 3.5 3 days, 12:00:00 3 days, 0:00:00
                    2024-01-01 00:00:00+00:00 1970-01-01 00:00:00+00:00 07:30:00 2020-01-01
                    x True <class 'datetime.date'> datetime 02/24 2021-07-29
                    1 9999-12-31 [datetime.time(1, 0), datetime.time(3, 0)] 2024-02-28 01:02:00
                    ValueError day is out of range for month
                    ValueError month must be in 1..12
                    ValueError unconverted data remains: 24
                    OverflowError date value out of range
                    TypeError can't compare offset-naive and offset-aware datetimes
                    ValueError unconverted data remains:  x
                    """#)
    }

    @Test("JSON, rows of cells, pretty printing and lines of a width")
    func texts() throws {
        #expect(
            try printed(
                #"""
                import csv, io, json, pprint, string, textwrap

                config = {"lr": 0.001, "layers": [64, 32], "name": "net \u00e9", "early": None, "ok": True}
                print(json.dumps(config))
                print(json.dumps(config, indent=2, sort_keys=True))
                print(json.loads('{"a": [1, 2.5e3, "\\u00e9"], "b": {"c": null}}'), json.dumps({1: (1, 2)}, separators=(",", ":")))
                f = io.StringIO()
                json.dump([1, {"a": 2}], f)
                print(f.getvalue(), json.load(io.StringIO("[true]")))
                for text in ('{"a": 1,}', "[1 2]", "", "{'a': 1}", '{"a" 1}'):
                    try:
                        json.loads(text)
                    except json.JSONDecodeError as e:
                        print(type(e).__name__, e, e.lineno, e.colno, isinstance(e, ValueError))
                try:
                    json.dumps({"s": {1}})
                except TypeError as e:
                    print(e)
                print(json.dumps({"s": {1}}, default=list))

                out = io.StringIO()
                writer = csv.writer(out)
                writer.writerow(["name", "text", 1.5, None])
                writer.writerows([["a", 'say "hi", you', 2, ""], ["b", "two\nlines", 3, "x"]])
                print(repr(out.getvalue()))
                print(list(csv.reader(io.StringIO(out.getvalue()))))
                rows = list(csv.DictReader(io.StringIO("x,y\n1,2\n3,4\n")))
                print(rows, sum(float(row["y"]) for row in rows))
                table = io.StringIO()
                dicts = csv.DictWriter(table, fieldnames=["x", "y"], lineterminator="\n")
                dicts.writeheader()
                dicts.writerow({"x": 1, "y": 2})
                print(repr(table.getvalue()))
                try:
                    dicts.writerow({"z": 1})
                except ValueError as e:
                    print(e)

                pprint.pprint({"b": list(range(30)), "a": {"deep": ["x" * 30, "y" * 30], "t": (1,)}})
                print(pprint.pformat([1, 2, {"k": 1}], width=8))
                print(textwrap.fill("Gradient descent with momentum walks down the valley, state-of-the-art or not.", width=24))
                print(textwrap.shorten("The quick brown fox jumps", width=16), repr(textwrap.dedent("    a\n      b\n\n    c\n")))
                print(textwrap.indent("one\n\ntwo", "> "), "a\tb".expandtabs(4), "a\r\nb\n".splitlines(True))
                print(string.ascii_lowercase[:5], string.digits, string.capwords("one two"), string.Template("$a of ${b}").substitute(a=1, b=2))
                """#)
                    == #"""
                    {"lr": 0.001, "layers": [64, 32], "name": "net \u00e9", "early": null, "ok": true}
                    {
                      "early": null,
                      "layers": [
                        64,
                        32
                      ],
                      "lr": 0.001,
                      "name": "net \u00e9",
                      "ok": true
                    }
                    {'a': [1, 2500.0, 'é'], 'b': {'c': None}} {"1":[1,2]}
                    [1, {"a": 2}] [True]
                    JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 9 (char 8) 1 9 True
                    JSONDecodeError Expecting ',' delimiter: line 1 column 4 (char 3) 1 4 True
                    JSONDecodeError Expecting value: line 1 column 1 (char 0) 1 1 True
                    JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 2 True
                    JSONDecodeError Expecting ':' delimiter: line 1 column 6 (char 5) 1 6 True
                    Object of type set is not JSON serializable
                    {"s": [1]}
                    'name,text,1.5,\r\na,"say ""hi"", you",2,\r\nb,"two\nlines",3,x\r\n'
                    [['name', 'text', '1.5', ''], ['a', 'say "hi", you', '2', ''], ['b', 'two\nlines', '3', 'x']]
                    [{'x': '1', 'y': '2'}, {'x': '3', 'y': '4'}] 6.0
                    'x,y\n1,2\n'
                    dict contains fields not in fieldnames: 'z'
                    {'a': {'deep': ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
                                    'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'],
                           't': (1,)},
                     'b': [0,
                           1,
                           2,
                           3,
                           4,
                           5,
                           6,
                           7,
                           8,
                           9,
                           10,
                           11,
                           12,
                           13,
                           14,
                           15,
                           16,
                           17,
                           18,
                           19,
                           20,
                           21,
                           22,
                           23,
                           24,
                           25,
                           26,
                           27,
                           28,
                           29]}
                    [1,
                     2,
                     {'k': 1}]
                    Gradient descent with
                    momentum walks down the
                    valley, state-of-the-art
                    or not.
                    The quick [...] 'a\n  b\n\nc\n'
                    > one

                    > two a   b ['a\r\n', 'b\n']
                    abcde 0123456789 One Two 1 of 2
                    """#)
    }

    @Test("Statistics without rounding, heaps, places in lists, operators, fractions and kinds of numbers")
    func numbers() throws {
        #expect(
            try printed(
                #"""
                import bisect, heapq, numbers, operator, statistics
                from fractions import Fraction
                from functools import reduce

                data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
                print(statistics.mean(data), statistics.median(data), statistics.mode(data), statistics.stdev(data), statistics.pvariance(data))
                print(statistics.mean([1, 2, 3, 4]), statistics.mean([1, 2]), statistics.variance([1, 2, 3, 4]), statistics.quantiles(data, n=4))
                print(statistics.fmean([1, 2], weights=[3, 1]), statistics.geometric_mean([1, 2, 4]), statistics.harmonic_mean([40, 60]))
                print(statistics.multimode("aabbc"), statistics.correlation([1, 2, 3], [1, 2, 4]), statistics.mean([0.1] * 10), statistics.mean([Fraction(1, 2), 1]))
                slope, intercept = statistics.linear_regression([1, 2, 3], [2, 4, 7])
                print(slope, intercept)
                try:
                    statistics.mean([])
                except statistics.StatisticsError as e:
                    print(type(e).__name__, e, isinstance(e, ValueError))
                h = []
                for value in [5, 1, 8, 3, 9, 2]:
                    heapq.heappush(h, value)
                print(h, heapq.heappop(h), heapq.heappushpop(h, 0), heapq.nlargest(2, h), heapq.nsmallest(2, h, key=lambda v: -v), list(heapq.merge([1, 4], [2])))
                tasks = []
                heapq.heappush(tasks, (2, "write"))
                heapq.heappush(tasks, (1, "plan"))
                print(heapq.heappop(tasks)[1])
                a = [1, 3, 3, 5]
                bisect.insort(a, 4)
                print(a, bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(["a", "c"], "b"))
                people = [{"n": "b", "a": 3}, {"n": "a", "a": 5}]
                print(sorted(people, key=operator.itemgetter("n"))[0], reduce(operator.mul, [1, 2, 3, 4]), operator.attrgetter("real")(3))
                print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.125"), Fraction(3, 4) * 2, float(Fraction(1, 8)), Fraction(0.5), repr(Fraction(-2, 4)))
                print(Fraction(1, 3) < 0.5, Fraction(7, 2) // 1, Fraction(1, 2) ** 2, Fraction(3.14159).limit_denominator(100), {Fraction(1, 2): 1}[Fraction(2, 4)])
                print(isinstance(3, numbers.Number), isinstance(True, numbers.Integral), isinstance(1.5, numbers.Integral), isinstance("a", numbers.Real))
                print((0.1).as_integer_ratio(), (5).as_integer_ratio(), (3).denominator)
                for wrong in (lambda: heapq.heappop([]), lambda: Fraction(1, 0), lambda: statistics.stdev([1]), lambda: float("inf").as_integer_ratio()):
                    try:
                        wrong()
                    except Exception as e:
                        print(type(e).__name__, e)
                """#)
                    == #"""
                    1.6071428571428572 1.25 1.25 1.171334200612195 1.1760204081632653
                    2.5 1.5 1.6666666666666667 [0.5, 1.25, 2.75]
                    1.25 2.0 48.0
                    ['a', 'b'] 0.9819805060619656 0.1 3/4
                    2.5 -0.666666666666667
                    StatisticsError mean requires at least one data point True
                    [2, 3, 8, 5, 9] 1 0 [9, 8] [9, 8] [1, 2, 4]
                    plan
                    [1, 3, 3, 4, 5] 3 1 1
                    {'n': 'a', 'a': 5} 24 3
                    1/2 1/8 3/2 0.125 1/2 Fraction(-1, 2)
                    True 3 1/4 311/99 1
                    True True False False
                    (3602879701896397, 36028797018963968) (5, 1) 1
                    IndexError index out of range
                    ZeroDivisionError Fraction(1, 0)
                    StatisticsError stdev requires at least two data points
                    OverflowError cannot convert Infinity to integer ratio
                    """#)
    }
}
