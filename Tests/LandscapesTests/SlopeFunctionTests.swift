import Landscapes
import Numbers
import Testing

/// The function that loops call is the landscape's own slope, bit for bit.
@Suite struct SlopeFunctionTests {
    @Test("The slopes handed to loops are those asked for one by one", arguments: Landscape.all.map(\.name))
    func slopes(name: String) throws {
        let plain = try #require(Landscape.named(name))
        for landscape in [plain, plain.noisy(sigma: 0.1)] {
            let slopes = landscape.slopes
            for k in 0..<20 {
                let t = Double(k) / 19
                let point = Point(
                    landscape.domain.x.lowerBound * (1 - t) + landscape.domain.x.upperBound * t,
                    landscape.domain.y.lowerBound * t + landscape.domain.y.upperBound * (1 - t))
                let draw = Draw(seed: 7, index: UInt64(k))
                let asked = landscape.slope(at: point, draw: draw)
                let handed = slopes(point, draw)
                #expect(
                    asked.value.bitPattern == handed.value.bitPattern || asked.value.isNaN && handed.value.isNaN,
                    "\(landscape.name) at \(point): \(handed.value), expected \(asked.value)")
                #expect(
                    asked.gradient == handed.gradient || !asked.gradient.isFinite,
                    "\(landscape.name) at \(point): \(handed.gradient), expected \(asked.gradient)")
            }
        }
    }
}
