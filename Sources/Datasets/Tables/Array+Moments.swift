/// Numbers of a column, of which some may be missing (NaN).
extension [Double] {
    /// Without the missing ones.
    var filled: [Double] { filter { !$0.isNaN } }

    /// The third standardised moment, without a correction for small samples.
    public var skewness: Double {
        let values = filter(\.isFinite)
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        var (second, third) = (0.0, 0.0)
        for value in values {
            let d = value - mean
            second += d * d
            third += d * d * d
        }
        second /= n
        return second > 0 ? third / n / (second * second.squareRoot()) : 0
    }

    /// Pearson's correlation over the rows where both are there; 0 where it has no meaning.
    ///
    /// - Parameter rows: what it takes at least: two rows lie on a line, whatever is in them.
    public func correlation(with other: [Double], of rows: Double = 3) -> Double {
        var (n, sx, sy) = (0.0, 0.0, 0.0)
        for (x, y) in zip(self, other) where x.isFinite && y.isFinite {
            n += 1
            sx += x
            sy += y
        }
        guard n >= rows else { return 0 }
        let (mx, my) = (sx / n, sy / n)
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for (x, y) in zip(self, other) where x.isFinite && y.isFinite {
            xx += (x - mx) * (x - mx)
            yy += (y - my) * (y - my)
            xy += (x - mx) * (y - my)
        }
        return xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : 0
    }
}
