import Answers
import Figures
import Language
import Pictures
import Testing

@testable import Vocabulary

@Suite("Language models at the prompt")
struct LanguageModelWordTests {
    private func session(_ text: String = "") throws -> Session {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        session.seed = 1
        if !text.isEmpty { _ = try session.evaluate(text) }
        return session
    }

    private func refusal(_ line: String, _ session: Session) -> Diagnostic? {
        do {
            _ = try session.evaluate(line)
            return nil
        } catch { return error as? Diagnostic }
    }

    private static let small = """
        text = grammar_text(3000, seed=1)
        lm = LanguageModel(text, kind="gru", context=16, width=12, layers=1, seed=1)
        tr = LanguageModel(text, kind="transformer", context=16, width=12, layers=1, heads=2, seed=1)
        bi = LanguageModel(text, kind="bigram")
        """

    @Test("a model is fitted by the ordinary fit, scored, sampled and looked into")
    func whole() throws {
        let session = try session(Self.small)
        _ = try session.evaluate(
            """
            seen = []
            watch = WatchText(lm, "the ", n=12)
            h = lm.fit(epochs=3, batch_size=16, validation_split=0.2, callbacks=[watch, lambda epoch, logs: seen.append(logs["loss"])])
            test = grammar_text(600, seed=2)
            """)
        let held = [
            "len(h.history[\"loss\"]) == 3 and h.history[\"val_loss\"][2] < h.history[\"val_loss\"][0]",
            "len(seen) == 3 and seen == h.history[\"loss\"] and watch.epochs == [0, 1, 2, 3]",
            "watch.losses == [None] + seen and all([len(t) == 16 for t in watch.texts])",
            "lm.history is not None and lm.model.count_params() > 0",
            "bi.perplexity(test).low < bi.perplexity(test).perplexity < bi.perplexity(test).high",
            "bi.perplexity(test).nats > text.entropy and abs(text.bits - text.entropy / log(2)) < 1e-12",
            "len(lm.sample(\"the \", n=50).text) == 50 and lm.sample(\"the \", n=9, seed=3).text == lm.sample(\"the \", n=9, seed=3).text",
            "tr.sample(\"the \", n=60, seed=2).text == tr.sample(\"the \", n=60, seed=2, cache=False).text",
            "len(tr.sample_many(\"the \", count=5, n=7)) == 5",
            "lm.decode(lm.encode(\"the cat\")) == \"the cat\"",
            "abs(sum(next_characters(lm, \"th\", top_k=3).drawn.values()) - 1) < 1e-9",
            "len(next_characters(lm, \"th\", top_k=3).kept) == 3",
            "abs(lm.log_probability(\"e\", \"th\") - log(next_characters(lm, \"th\").chances[\"e\"])) < 1e-5",
            "attention_map(tr, \"the cat\").weights.shape == (2, 7, 7)",
            "novelty(\"abc\", \"abd\", n=2).novelty == 0.5",
            "temperature_sweep(bi, [0.5, 2], length=60, texts=2).temperatures == [0.5, 2]",
            "[a.count + b.count for a, b in [text.split(0.25)]] == [text.count]",
            "copy_task(3, T=2, symbols=4, seed=1).x.shape == (3, 4)",
            "[part.shape for part in lm.rows()] == [((text.count - 1) // 16, 16)] * 2",
        ]
        for line in held { #expect(try session.evaluate(line).value.repr == "True", "\(line)") }
    }

    @Test("a network of one's own is a language model when it makes a row for each character")
    func own() throws {
        let session = try session(
            """
            text = "to be or not to be, that is the question. "*4
            own = Sequential([Embedding(16, 8, input_shape=(8,)), SimpleRNN(12, return_sequences=True), Dense(16, activation="softmax")], seed=1)
            own.compile(optimizer=Adam(0.01), loss="sparse_categorical_crossentropy")
            """)
        let characters = try session.evaluate("len(set(text))").value.asInt ?? 0
        #expect(refusal("LanguageModel(text, model=own)", session) != nil)
        _ = try session.evaluate(
            """
            n = \(characters)
            own = Sequential([Embedding(n, 8, input_shape=(8,)), SimpleRNN(12, return_sequences=True), Dense(n, activation="softmax")], seed=1)
            own.compile(optimizer=Adam(0.01), loss="sparse_categorical_crossentropy")
            lm = LanguageModel(text, model=own)
            h = lm.fit(epochs=15, batch_size=4)
            """)
        #expect(try session.evaluate("h.history['loss'][14] < h.history['loss'][0] - 0.3").value.repr == "True")
        #expect(
            try session.evaluate("len(lm.sample('to ', n=20).text)").value.asInt == 20)
    }

    @Test(
        "what cannot be is refused where it was typed, with what to try",
        arguments: [
            "bi.sample(\"\")", "bi.sample(\"The\")", "bi.sample(\"t\", temperature=-1)",
            "bi.sample(\"t\", temperature=nan)",
            "bi.sample(\"t\", top_k=0)", "bi.sample(\"t\", top_p=0)", "bi.sample(\"t\", top_p=1.5)",
            "bi.sample(\"t\", n=10**9)", "bi.fit()", "LanguageModel(\"aaa\")", "LanguageModel(\"abab\", context=9)",
            "LanguageModel(text, width=10, heads=4)", "bi.perplexity(\"t\")", "novelty(\"ab\", \"abc\", n=3)",
            "attention_map(bi, \"the\")", "WatchText(bi)", "temperature_sweep(bi, [])", "lm.sample(\"t\", cache=False)",
            "copy_task(0)", "text.split(1e-9)", "next_characters(bi, \"é\")",
        ])
    func refused(line: String) throws {
        let found = try #require(refusal(line, try session(Self.small)), "\(line) is taken")
        #expect(found.mistake.expected != nil || found.mistake.suggestion != nil, "\(line)")
    }

    @Test("every value has its picture")
    func pictures() throws {
        let session = try session(
            Self.small + "\nwatch = WatchText(lm, n=10)\nh = lm.fit(epochs=2, callbacks=[watch])")
        func figure(_ line: String) throws -> Figure {
            guard case .thing(let thing) = try session.evaluate(line).value else { throw Mistake("no thing") }
            return try #require(thing as? Figure)
        }
        #expect(try figure("plot(watch)").panels.count == 2)
        #expect(try figure("plot(next_characters(lm, \"th\", top_p=0.5))").sentence.contains("keeps"))
        #expect(try figure("plot(temperature_sweep(bi, [0.5, 1, 2], length=60, texts=3))").panels.count == 2)
        #expect(try figure("plot(attention_map(tr, \"the cat\"))").panels.count == 2)
        #expect(try figure("plot(bi)").sentence.contains("its chances sum to 1"))
        let unfitted = refusal("plot(tr)", session)
        #expect(unfitted?.mistake.problem.contains("not been fitted") == true)
    }
}
