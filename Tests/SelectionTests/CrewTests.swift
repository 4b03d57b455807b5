import Answers
import Parallel
import Testing

@Suite("A crew does pieces that may fail")
struct CrewTests {
    @Test("Of several mistakes the first in order is thrown, once all pieces have ended", arguments: [0, 1, 3])
    func mistakes(threads: Int) {
        var ended: [Int] = []
        do {
            try Crew(threads: threads).map(
                6, work: Work(), ended: { number, _ in ended.append(number) },
                trying: { (_: Work, number: Int) throws -> Int? in
                    if number % 3 == 2 { throw Mistake("piece \(number)") }
                    return number
                })
            Issue.record("nothing was thrown")
        } catch {
            #expect((error as? Mistake)?.problem == "piece 2")
        }
        #expect(ended.sorted() == [0, 1, 3, 4])
    }

    @Test("A piece that was stopped is missing, and no mistake", arguments: [0, 1, 3])
    func stopped(threads: Int) throws {
        let found = try Crew(threads: threads).map(
            4, work: Work(),
            trying: { (_: Work, number: Int) throws -> Int? in
                if number == 1 { throw Stopped() }
                return number * number
            })
        #expect(found == [0, nil, 4, 9])
    }
}
