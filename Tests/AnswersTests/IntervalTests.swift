import Testing

@testable import Answers

@Suite struct IntervalTests {
    @Test("A whole number that no integer holds is told where integers end, and what is suggested is one")
    func beyondIntegers() {
        for (number, suggestion) in [(0x1p63, "k=1"), (1e300, "k=1")] {
            let refusal = Interval.atLeast(1).whole.refusal(number, "k", written: "\(number)")
            #expect(refusal.expected == "a whole number of at least 1, below 2^63")
            #expect(refusal.suggestion == suggestion)
        }
        let small = Interval.atLeast(1).whole.refusal(0, "k", written: "0")
        #expect(small.expected == "a whole number of at least 1")
    }
}
