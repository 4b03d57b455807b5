/// `statistics`: numbers that say something about many numbers, without rounding before the end: sums of floating-point
/// numbers are taken exactly, as CPython takes them.
enum StatisticsModule {
    static let words: [Word] = [
        module.word(
            "mean", "the arithmetic mean", [Parameter("data", .any, .required, "numbers")], returns: "number",
            examples: ["import statistics\nstatistics.mean([1, 2, 6])"]),
        module.word(
            "fmean", "the mean as a floating-point number, with weights where there are some",
            [
                Parameter("data", .any, .required, "numbers"),
                Parameter("weights", .any, .value(.none), "how much each counts"),
            ], returns: "number", examples: ["import statistics\nstatistics.fmean([1, 2, 6], weights=[1, 1, 2])"]),
        module.word(
            "geometric_mean", "the n-th root of the product", [Parameter("data", .any, .required, "numbers")],
            returns: "number", examples: ["import statistics\nstatistics.geometric_mean([1, 2, 4])"]),
        module.word(
            "harmonic_mean", "the reciprocal of the mean of reciprocals",
            [
                Parameter("data", .any, .required, "numbers"),
                Parameter("weights", .any, .value(.none), "how much each counts"),
            ], returns: "number", examples: ["import statistics\nstatistics.harmonic_mean([40, 60])"]),
        module.word(
            "median", "the middle value; of an even count the mean of the two in the middle",
            [Parameter("data", .any, .required, "numbers")], returns: "number",
            examples: ["import statistics\nstatistics.median([1, 2, 60])"]),
        module.word(
            "median_low", "the middle value, of an even count the smaller one",
            [Parameter("data", .any, .required, "numbers")], returns: "number",
            examples: ["import statistics\nstatistics.median_low([1, 2, 3, 4])"]),
        module.word(
            "median_high", "the middle value, of an even count the larger one",
            [Parameter("data", .any, .required, "numbers")], returns: "number",
            examples: ["import statistics\nstatistics.median_high([1, 2, 3, 4])"]),
        module.word(
            "mode", "the value that comes most often; of several the first",
            [Parameter("data", .any, .required, "values")], returns: "any",
            examples: ["import statistics\nstatistics.mode([1, 2, 2])"]),
        module.word(
            "multimode", "all values that come most often", [Parameter("data", .any, .required, "values")],
            returns: "list", examples: ["import statistics\nstatistics.multimode(\"aabb\")"]),
        module.word(
            "variance", "the sample's variance: squares over n − 1",
            [
                Parameter("data", .any, .required, "numbers"),
                Parameter("xbar", .any, .value(.none), "the mean, where it is known"),
            ], returns: "number", examples: ["import statistics\nstatistics.variance([1, 2, 3, 4])"]),
        module.word(
            "pvariance", "the variance of a whole population: squares over n",
            [
                Parameter("data", .any, .required, "numbers"),
                Parameter("mu", .any, .value(.none), "the mean, where it is known"),
            ], returns: "number", examples: ["import statistics\nstatistics.pvariance([1, 2, 3, 4])"]),
        module.word(
            "stdev", "the sample's standard deviation: the root of its variance",
            [
                Parameter("data", .any, .required, "numbers"),
                Parameter("xbar", .any, .value(.none), "the mean, where it is known"),
            ], returns: "number", examples: ["import statistics\nstatistics.stdev([1, 2, 3, 4])"]),
        module.word(
            "pstdev", "the standard deviation of a whole population",
            [
                Parameter("data", .any, .required, "numbers"),
                Parameter("mu", .any, .value(.none), "the mean, where it is known"),
            ], returns: "number", examples: ["import statistics\nstatistics.pstdev([1, 2, 3, 4])"]),
        module.word(
            "quantiles", "the cuts that part the values into n groups of equal size",
            [
                Parameter("data", .any, .required, "numbers"),
                Parameter("n", .any, .value(.int(4)), "how many groups", isKeywordOnly: true),
                Parameter(
                    "method", .any, .value(.text("exclusive")), "inclusive where the values are all there are",
                    isKeywordOnly: true),
            ], returns: "list", examples: ["import statistics\nstatistics.quantiles([1, 2, 3, 4, 5], n=4)"]),
        module.word(
            "covariance", "how two lists vary together: products over n − 1",
            [Parameter("x", .any, .required, "numbers"), Parameter("y", .any, .required, "as many numbers")],
            returns: "number", examples: ["import statistics\nstatistics.covariance([1, 2, 3], [1, 2, 4])"]),
        module.word(
            "correlation", "Pearson's correlation, from −1 to 1",
            [Parameter("x", .any, .required, "numbers"), Parameter("y", .any, .required, "as many numbers")],
            returns: "number", examples: ["import statistics\nstatistics.correlation([1, 2, 3], [1, 2, 4])"]),
        module.word(
            "linear_regression", "slope and intercept of the line of least squares",
            [
                Parameter("x", .any, .required, "numbers"), Parameter("y", .any, .required, "as many numbers"),
                Parameter(
                    "proportional", .any, .value(.bool(false)), "whether the line goes through 0", isKeywordOnly: true),
            ], returns: "any", examples: ["import statistics\nstatistics.linear_regression([1, 2, 3], [2, 4, 7])"]),
        module.word(
            "StatisticsError", "what these functions raise for data that they cannot take",
            [Parameter("args", .any, .otherwise("nothing"), "what is said", isVariadic: true)], returns: "exception",
            examples: ["import statistics\nstatistics.StatisticsError(\"no data\")"]),
    ]

    private static let module = WrittenModule("statistics", StatisticsModule.text)

    private static let text = #"""
        from math import exp, fsum, gcd, isqrt, log, sqrt


        class StatisticsError(ValueError):
            __module__ = "statistics"


        def _ratio(value):
            # A number as a whole number over another, without rounding.
            if isinstance(value, int):
                return value, 1
            if isinstance(value, float):
                return value.as_integer_ratio()
            return value.numerator, value.denominator


        def _total(values):
            # The exact sum, as a whole number over another.
            total, scale = 0, 1
            for value in values:
                above, below = _ratio(value)
                if below != scale:
                    common = scale * below // gcd(scale, below)
                    total, above, scale = total * (common // scale), above * (common // below), common
                total += above
            return total, scale


        def _made(above, below, values):
            # What is computed of whole numbers is whole where it can be, as it is of fractions a fraction.
            if all(isinstance(value, int) for value in values):
                return above // below if above % below == 0 else above / below
            for value in values:
                if not isinstance(value, (int, float)):
                    return type(value)(above, below)
            return above / below


        def _isodd(values):
            # Of what is infinite or no number there is no exact sum.
            return any(isinstance(value, float) and value - value != 0 for value in values)


        def mean(data):
            values = list(data)
            if not values:
                raise StatisticsError("mean requires at least one data point")
            if _isodd(values):
                return sum(values)
            above, below = _total(values)
            return _made(above, below * len(values), values)


        def fmean(data, weights=None):
            values = [float(value) for value in data]
            if weights is None:
                if not values:
                    raise StatisticsError("fmean requires at least one data point")
                return fsum(values) / len(values)
            shares = [float(weight) for weight in weights]
            if len(shares) != len(values):
                raise StatisticsError("data and weights must be the same length")
            if not fsum(shares):
                raise StatisticsError("sum of weights must be non-zero")
            return fsum([value * share for value, share in zip(values, shares)]) / fsum(shares)


        def geometric_mean(data):
            values = [float(value) for value in data]
            if not values or any(value <= 0.0 for value in values):
                raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
            return exp(fsum([log(value) for value in values]) / len(values))


        def harmonic_mean(data, weights=None):
            values = list(data)
            if not values:
                raise StatisticsError("harmonic_mean requires at least one data point")
            if len(values) == 1 and weights is None:
                if values[0] < 0:
                    raise StatisticsError("harmonic mean does not support negative values")
                return values[0]
            shares = [1] * len(values) if weights is None else list(weights)
            if len(shares) != len(values):
                raise StatisticsError("Number of weights does not match data size")
            parts = []
            for value, share in zip(values, shares):
                if value < 0:
                    raise StatisticsError("harmonic mean does not support negative values")
                if value == 0:
                    return 0
                parts.append(share / value)
            above, below = _total(shares)
            under, over = _total(parts)
            return above * over / (below * under)


        def _sorted(data):
            values = sorted(data)
            if not values:
                raise StatisticsError("no median for empty data")
            return values


        def median(data):
            values = _sorted(data)
            middle = len(values) // 2
            if len(values) % 2 == 1:
                return values[middle]
            return (values[middle - 1] + values[middle]) / 2


        def median_low(data):
            values = _sorted(data)
            return values[(len(values) - 1) // 2]


        def median_high(data):
            values = _sorted(data)
            return values[len(values) // 2]


        def mode(data):
            counts = {}
            for value in data:
                counts[value] = counts.get(value, 0) + 1
            if not counts:
                raise StatisticsError("no mode for empty data")
            most = max(counts.values())
            for value, count in counts.items():
                if count == most:
                    return value


        def multimode(data):
            counts = {}
            for value in data:
                counts[value] = counts.get(value, 0) + 1
            most = max(counts.values(), default=0)
            return [value for value, count in counts.items() if count == most]


        def _spread(data, centre, freedom, name):
            # The exact sum of squares around the mean, over the degrees of freedom, as a whole number over another.
            values = list(data)
            if len(values) < 1 + freedom:
                count = "one data point" if freedom == 0 else "two data points"
                raise StatisticsError(f"{name} requires at least {count}")
            if _isodd(values):
                return float("nan"), 1, values
            if centre is None:
                total, scale = _total(values)
                ratios = [_ratio(value) for value in values]
                squares = sum([(above * (scale // below)) ** 2 for above, below in ratios])
                above, below = len(values) * squares - total * total, scale * scale * len(values)
            else:
                above, below = _total([(value - centre) ** 2 for value in values])
            below *= len(values) - freedom
            common = gcd(above, below) or 1
            return above // common, below // common, values


        def _root(above, below):
            # The root of a ratio, rounded once.
            if not isinstance(above, int):
                return sqrt(above / below)
            shift = (above.bit_length() - below.bit_length() - 109) // 2
            if shift >= 0:
                number, rest = divmod(above, below << 2 * shift)
            else:
                number, rest = divmod(above << -2 * shift, below)
            root = isqrt(number)
            # What is left over decides between two roots that are equally near.
            root |= root * root != number or rest != 0
            return (root << shift) / 1 if shift >= 0 else root / (1 << -shift)


        def variance(data, xbar=None):
            above, below, values = _spread(data, xbar, 1, "variance")
            return _made(above, below, values)


        def pvariance(data, mu=None):
            above, below, values = _spread(data, mu, 0, "pvariance")
            return _made(above, below, values)


        def stdev(data, xbar=None):
            above, below, _ = _spread(data, xbar, 1, "stdev")
            return _root(above, below)


        def pstdev(data, mu=None):
            above, below, _ = _spread(data, mu, 0, "pstdev")
            return _root(above, below)


        def quantiles(data, *, n=4, method="exclusive"):
            if n < 1:
                raise StatisticsError("n must be at least 1")
            values = sorted(data)
            count = len(values)
            if count < 2:
                raise StatisticsError("must have at least two data points")
            cuts = []
            if method == "inclusive":
                for place in range(1, n):
                    j, rest = divmod(place * (count - 1), n)
                    cuts.append((values[j] * (n - rest) + values[j + 1] * rest) / n)
                return cuts
            if method != "exclusive":
                raise ValueError(f"Unknown method: {method!r}")
            for place in range(1, n):
                j = min(max(place * (count + 1) // n, 1), count - 1)
                rest = place * (count + 1) - j * n
                cuts.append((values[j - 1] * (n - rest) + values[j] * rest) / n)
            return cuts


        def _pairs(x, y, name):
            first, second = list(x), list(y)
            if len(first) != len(second):
                raise StatisticsError(f"{name} requires that both inputs have same number of data points")
            if len(first) < 2:
                raise StatisticsError(f"{name} requires at least two data points")
            mx, my = fsum(first) / len(first), fsum(second) / len(second)
            return [a - mx for a in first], [b - my for b in second], mx, my


        def covariance(x, y, /):
            a, b, _, _ = _pairs(x, y, "covariance")
            return fsum([p * q for p, q in zip(a, b)]) / (len(a) - 1)


        def correlation(x, y, /):
            a, b, _, _ = _pairs(x, y, "correlation")
            both = fsum([p * q for p, q in zip(a, b)])
            across, along = fsum([p * p for p in a]), fsum([q * q for q in b])
            if not across or not along:
                raise StatisticsError("at least one of the inputs is constant")
            return both / sqrt(across * along)


        class LinearRegression:
            __module__ = "statistics"

            def __init__(self, slope, intercept):
                self.slope = slope
                self.intercept = intercept

            def __iter__(self):
                return iter((self.slope, self.intercept))

            def __repr__(self):
                return f"LinearRegression(slope={self.slope!r}, intercept={self.intercept!r})"


        def linear_regression(x, y, /, *, proportional=False):
            a, b, mx, my = _pairs(x, y, "linear regression")
            if proportional:
                a, b, mx, my = list(x), list(y), 0.0, 0.0
            along = fsum([p * p for p in a])
            if not along:
                raise StatisticsError("x is constant")
            slope = fsum([p * q for p, q in zip(a, b)]) / along
            return LinearRegression(slope, 0.0 if proportional else my - slope * mx)
        """#
}
