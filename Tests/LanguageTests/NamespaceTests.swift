import Testing

@testable import Language

@Suite("Names and their values")
struct NamespaceTests {
    @Test("every name keeps its value, however many come after it")
    func growth() {
        let names = Namespace()
        for number in 0..<300 { names["name\(number)"] = .int(number) }
        for number in 0..<300 { #expect(names["name\(number)"]?.asInt == number) }
        #expect(names.all.count == 300)
    }
}
