/// The largest or the mean pixel under a window, channel by channel. Padding does not count.
struct Pool: Operation {
    enum Kind: Sendable { case largest, mean }
    let input: Matrix
    let window: SlidingWindow
    let rule: Kind
    /// For the largest: where it stood.
    let chosen: Reserve
    let output: Matrix

    var name: String { rule == .largest ? "max pooling" : "average pooling" }

    func forward(_ replay: borrowing Replay) {
        let (x, y, channels) = (replay.values(input), replay.values(output), window.channels)
        let places = replay.reserve(chosen)
        for b in 0..<replay.batch {
            let image = x + b * window.imageSize
            for place in 0..<window.places {
                if place & 255 == 0, replay.isCancelled { return }
                let at = (b * window.places + place) * channels
                for c in 0..<channels {
                    var best = -Float.infinity
                    var bestOffset = 0
                    var sum: Float = 0
                    var count: Float = 0
                    window.forEachPixel(ofPlace: place) { _, offset in
                        guard let offset else { return }
                        let value = image[offset + c]
                        // NaN must come through: a comparison alone would hide it.
                        if value > best || value.isNaN {
                            best = value
                            bestOffset = offset + c
                        }
                        sum += value
                        count += 1
                    }
                    y[at + c] = rule == .largest ? best : sum / count
                    if rule == .largest { places[at + c] = Float(bitPattern: UInt32(bestOffset)) }
                }
            }
        }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (dx, dy, channels) = (replay.gradient(input), replay.gradient(output), window.channels)
        let places = replay.reserve(chosen)
        if !replay.accumulates(input) { dx.update(repeating: 0, count: replay.count(input)) }
        for b in 0..<replay.batch {
            let image = dx + b * window.imageSize
            for place in 0..<window.places {
                if place & 255 == 0, replay.isCancelled { return }
                let at = (b * window.places + place) * channels
                if rule == .largest {
                    for c in 0..<channels { image[Int(places[at + c].bitPattern)] += dy[at + c] }
                    continue
                }
                var count: Float = 0
                window.forEachPixel(ofPlace: place) { _, offset in count += offset == nil ? 0 : 1 }
                window.forEachPixel(ofPlace: place) { _, offset in
                    guard let offset else { return }
                    for c in 0..<channels { image[offset + c] += dy[at + c] / count }
                }
            }
        }
    }
}

extension Tape {
    /// The largest pixel under each place of the window.
    public func maxPool(_ x: Matrix, _ window: SlidingWindow) -> Matrix { pool(x, window, .largest) }

    /// The mean of the pixels under each place of the window.
    public func averagePool(_ x: Matrix, _ window: SlidingWindow) -> Matrix { pool(x, window, .mean) }

    private func pool(_ x: Matrix, _ window: SlidingWindow, _ rule: Pool.Kind) -> Matrix {
        append(
            Pool(
                input: x, window: window, rule: rule, chosen: reserve(perExample: window.places * window.channels),
                output: result(columns: window.channels, rowsPerExample: window.places, of: [x])))
    }
}
