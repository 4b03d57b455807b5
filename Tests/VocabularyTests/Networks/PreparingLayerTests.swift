import Language
import Testing
import Vocabulary

/// Keras's layers that prepare texts and categories; what Keras 3.15.1 on TensorFlow 2.21 prints for these lines.
@Suite("Layers that prepare texts and categories")
struct PreparingLayerTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        let start = "import keras\nimport numpy as np\nfrom keras import layers\n"
        return try session.evaluate(start + code).printed.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func wordsHavePlacesInAVocabulary() throws {
        let out = try printed(
            """
            lookup = layers.StringLookup(vocabulary=["red", "green", "blue"])
            print(np.array(lookup(["red", "green", "pink"])), [str(v) for v in lookup.get_vocabulary()], lookup.vocabulary_size())
            print(np.array(lookup([["red"], ["blue"]])).tolist())
            onehot = layers.StringLookup(vocabulary=["red", "green", "blue"], output_mode="one_hot")
            print(np.array(onehot(["red", "pink"])).tolist())
            learnt = layers.StringLookup()
            learnt.adapt(["a", "b", "a", "c", "a", "b"])
            print([str(v) for v in learnt.get_vocabulary()], np.array(learnt(["a", "c", "z"])))
            masked = layers.StringLookup(vocabulary=["x", "y"], mask_token="", num_oov_indices=1, max_tokens=4)
            print(np.array(masked(["", "y", "q"])), [str(v) for v in masked.get_vocabulary()])
            ints = layers.IntegerLookup(vocabulary=[12, 36, 1138, 42])
            print(np.array(ints([[12, 1138, 42], [42, 1000, 36]])).tolist())
            il = layers.IntegerLookup(); il.adapt([[3], [7], [7], [9], [3]])
            print([int(v) for v in il.get_vocabulary()])
            vec = layers.TextVectorization(max_tokens=8, output_mode="int", output_sequence_length=5)
            vec.adapt(["the cat sat on the mat", "The dog sat!", "a cat, a dog."])
            print([str(v) for v in vec.get_vocabulary()])
            print(np.array(vec(["the cat ran", "dog sat"])).tolist())
            for mode in ("multi_hot", "count", "tf_idf"):
                bag = layers.TextVectorization(output_mode=mode)
                bag.adapt(["foo bar", "bar baz baz"])
                print([str(v) for v in bag.get_vocabulary()], np.array(bag(["baz baz qux", "foo"])).round(4).tolist())
            grams = layers.TextVectorization(ngrams=2, output_mode="int")
            grams.adapt(["a b c"])
            print([str(v) for v in grams.get_vocabulary()], np.array(grams(["a b"])).tolist())
            """)
        #expect(
            out == [
                "[1 2 0] ['[UNK]', 'red', 'green', 'blue'] 4",
                "[[1], [3]]",
                "[[0, 1, 0, 0], [1, 0, 0, 0]]",
                "['[UNK]', 'a', 'b', 'c'] [1 3 0]",
                "[0 3 1] ['', '[UNK]', 'x', 'y']",
                "[[1, 3, 4], [4, 0, 2]]",
                "[-1, 7, 3, 9]",
                "['', '[UNK]', 'the', 'sat', 'dog', 'cat', 'a', 'on']",
                "[[2, 5, 1, 0, 0], [4, 3, 0, 0, 0]]",
                "['[UNK]', 'baz', 'bar', 'foo'] [[1, 1, 0, 0], [0, 0, 0, 1]]",
                "['[UNK]', 'baz', 'bar', 'foo'] [[1, 2, 0, 0], [0, 0, 0, 1]]",
                "['[UNK]', 'baz', 'bar', 'foo'] [[0.6323999762535095, 1.386299967765808, 0.0, 0.0], [0.0, 0.0, 0.0, 0.6930999755859375]]",
                "['', '[UNK]', 'c', 'b c', 'b', 'a b', 'a'] [[6, 4, 5]]",
            ])
    }

    @Test func classNumbersBecomeFlagsAndMeasurementsBins() throws {
        let out = try printed(
            """
            enc = layers.CategoryEncoding(num_tokens=4, output_mode="one_hot")
            print(np.array(enc(np.array([3, 2, 0, 1]))).tolist(), np.array(enc(np.array([[3], [2]]))).shape)
            multi = layers.CategoryEncoding(num_tokens=4, output_mode="multi_hot")
            print(np.array(multi(np.array([[0, 1], [0, 0], [1, 2], [3, 1]]))).tolist())
            count = layers.CategoryEncoding(num_tokens=4, output_mode="count")
            print(np.array(count(np.array([[0, 1], [0, 0]]), count_weights=np.array([[.5, .25], [.5, .25]]))).tolist())
            disc = layers.Discretization(bin_boundaries=[0., 1., 2.])
            print(np.array(disc(np.array([[-1.5, 1.0, 3.4, .5], [0.0, 3.0, 1.3, 0.0]]))).tolist())
            d2 = layers.Discretization(num_bins=4, epsilon=0.01)
            d2.adapt(np.arange(100).reshape(-1, 1).astype("float32"))
            print([round(float(b), 3) for b in d2.bin_boundaries], np.array(d2(np.array([[1.0], [30.0], [60.0], [99.0]]))).ravel())
            d3 = layers.Discretization(bin_boundaries=[0.5], output_mode="one_hot")
            print(np.array(d3(np.array([[0.1], [0.7]]))).tolist())
            for wrong in (lambda: layers.CategoryEncoding(), lambda: layers.Discretization(), lambda: enc(np.array([4])),
                          lambda: layers.StringLookup(vocabulary=["a", "a"]), lambda: layers.TextVectorization(split="x")):
                try:
                    wrong()
                except ValueError as e:
                    print(str(e)[:50])
            model = keras.Sequential([keras.Input((1,)), layers.CategoryEncoding(num_tokens=3, output_mode="one_hot"), layers.Dense(2, use_bias=False, kernel_initializer="ones")])
            print(model.predict(np.array([[0], [2]]), verbose=0).tolist(), model.output_shape)
            """)
        #expect(
            out == [
                "[[0.0, 0.0, 0.0, 1.0], [0.0, 0.0, 1.0, 0.0], [1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]] (2, 4)",
                "[[1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 1.0, 0.0], [0.0, 1.0, 0.0, 1.0]]",
                "[[0.5, 0.25, 0.0, 0.0], [0.75, 0.0, 0.0, 0.0]]",
                "[[0, 2, 3, 1], [1, 3, 2, 1]]",
                "[24.0, 49.0, 74.0] [0 1 2 3]",
                "[[1.0, 0.0], [0.0, 1.0]]",
                "num_tokens must be set to use this layer. If the n",
                "You need to set either `num_bins` or `bin_boundari",
                "The passed vocabulary has at least one repeated te",
                "Unknown value for `split` argument of TextVectoriz",
                "[[1.0, 1.0], [1.0, 1.0]] (None, 2)",
            ])
    }
}
