import Answers
import Testing

@Suite("Numbers of a person become whole numbers without an accident")
struct SaturatingTests {
    @Test(
        "what does not fit becomes the nearest that does",
        arguments: [
            (1e300, Int.max), (-1e300, Int.min), (0x1p63, Int.max), (-0x1p63, Int.min), (.infinity, Int.max),
            (-.infinity, Int.min), (.nan, 0), (2.9, 2), (-2.9, -2), (0x1p62, 1 << 62), (.leastNonzeroMagnitude, 0),
        ])
    func whole(number: Double, expected: Int) {
        #expect(Int(saturating: number) == expected)
        #expect(Int(saturating: Float(2.5)) == 2)
    }

    @Test("times without end are as long as they can be")
    func durations() {
        #expect(Duration.seconds(saturating: 1e155) > .seconds(1e17))
        #expect(Duration.seconds(saturating: .infinity) > .seconds(1e17))
        #expect(Duration.seconds(saturating: .nan) == .zero)
        #expect(Duration.seconds(saturating: -1) == .zero)
        #expect(Duration.seconds(saturating: 0.25) == .milliseconds(250))
    }

    @Test("a message repeats no megabyte")
    func messages() {
        let long = String(repeating: "深", count: 1_000_000)
        let mistake = Mistake("\(long) is not known", expected: long, try: long, argument: "f")
        #expect(mistake.problem.count < 1300 && mistake.problem.hasSuffix(" is not known"))
        #expect((mistake.expected ?? "").count < 1300 && (mistake.suggestion ?? "").count < 1300)
        #expect(Mistake("short").problem == "short")
    }
}
