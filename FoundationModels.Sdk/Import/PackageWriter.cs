using System.Text;
using FoundationModels.Import.Architectures;
using FoundationModels.Import.Graph;
using FoundationModels.Import.Training;
using FoundationModels.Packages;

namespace FoundationModels.Import;

/// <summary>Writes the files of a model package.</summary>
internal sealed class PackageWriter : IDisposable
{
    private const string WeightsName = "weights.bin";
    private const string DecodeName = "model.onnx";
    private const string AdaptedName = "model_adapted.onnx";
    private const string FullName = "model_full.onnx";
    private const string TrainingName = "model_training.onnx";
    private const string RecomputingName = "model_training_recomputing.onnx";

    private readonly ModelSource _source;
    private readonly IDecoderArchitecture _architecture;
    private readonly VocabularyFacts _vocabulary;
    private readonly string? _template;
    private readonly PackageFolder _folder;
    private readonly ModelImportOptions _options;
    private readonly ImportProgress _progress;
    private readonly WeightsFile _weightsFile;
    private readonly WeightStore _weights;

    /// <summary>Creates the file of weights.</summary>
    public PackageWriter(
        ModelSource source, IDecoderArchitecture architecture, VocabularyFacts vocabulary, string folder, ModelImportOptions options,
        ImportProgress progress, CancellationToken cancellationToken)
    {
        (_source, _architecture, _vocabulary, _options, _progress) = (source, architecture, vocabulary, options, progress);
        _template = source.File.ReadChatTemplate();
        _folder = new PackageFolder(folder);
        _weightsFile = new WeightsFile(_folder.PathOf(WeightsName));
        _weights = new WeightStore(new MatrixWriter(source, _weightsFile, progress.Completed, cancellationToken), options.Precision);
    }

    /// <summary>Writes everything; the manifest comes last, so that a package with one is whole.</summary>
    public void Write(Task<string> signature)
    {
        WriteGraph(DecodeName, GraphRole.Decode);
        IReadOnlyList<AdapterSlot> slots = WriteGraph(AdaptedName, GraphRole.Adapted);
        WriteGraph(FullName, GraphRole.Full);
        if (_options.Precision == ModelPrecision.Exact)
        {
            WriteTrainingGraph(TrainingName, recomputes: false);
            WriteTrainingGraph(RecomputingName, recomputes: true);
        }

        if (_options.GenAI)
        {
            WriteGraph(GenAIPackage.GraphName, _options.GenAIAdapters ? GraphRole.GenAIAdapted : GraphRole.GenAI);
            GenAIPackage.Write(_folder, _architecture.Shape, _vocabulary);
        }

        _folder.Add(WeightsName, _weightsFile.Length, _weightsFile.Complete());
        WriteTokenizer();
        ModelManifestJson.Write(_folder.PathOf(ModelManifest.FileName), Manifest(slots, signature.GetAwaiter().GetResult()));
        _progress.Finished();
    }

    /// <inheritdoc/>
    public void Dispose() => _weightsFile.Dispose();

    private IReadOnlyList<AdapterSlot> WriteGraph(string name, GraphRole role)
    {
        OnnxGraphBuilder graph = new(Path.GetFileNameWithoutExtension(name));
        DecoderGraph decoder = new(graph, _weights, _architecture.Shape, role);
        _architecture.Build(decoder);
        _folder.Write(name, OnnxModelFile.Serialize(graph));
        return decoder.Slots;
    }

    private void WriteTrainingGraph(string name, bool recomputes)
    {
        OnnxGraphBuilder graph = new(Path.GetFileNameWithoutExtension(name));
        _architecture.Build(new TrainingGraph(graph, _weights, _architecture.Shape, recomputes));
        _folder.Write(name, OnnxModelFile.Serialize(graph));
    }

    private void WriteTokenizer()
    {
        if (_source.File.ReadTokenizer() is { } tokenizer)
            _folder.Write(ModelManifest.TokenizerFile, tokenizer);
        if (_template is not null)
            _folder.Write(ModelManifest.ChatTemplateFile, Encoding.UTF8.GetBytes(_template));
    }

    private ModelManifest Manifest(IReadOnlyList<AdapterSlot> slots, string signature)
    {
        DecoderShape shape = _architecture.Shape;
        ModelCard card = _source.File.Card;
        return new ModelManifest
        {
            Format = ModelImporter.Format,
            Id = card.Id + _source.Change?.Suffix,
            Architecture = _source.Architecture,
            Precision = _options.Precision,
            ContextSize = shape.Context,
            VocabularySize = shape.Vocabulary,
            HiddenSize = shape.Hidden,
            KeyValue = new KeyValueLayout(shape.Layers, shape.Attention.KeyValueHeads, shape.Attention.HeadSize),
            Graphs = new ModelGraphs(DecodeName, FullName, AdaptedName)
            {
                Training = _options.Precision == ModelPrecision.Exact ? TrainingName : null,
                TrainingRecomputing = _options.Precision == ModelPrecision.Exact ? RecomputingName : null,
            },
            EndOfTurnTokens = _vocabulary.EndOfTurn,
            SpecialTokens = _vocabulary.Special,
            AdapterSlots = slots,
            ToolCalls = _template is null ? null : ToolCallFormats.Infer(_template),
            Languages = card.Languages,
            License = card.License,
            SourceSignature = signature,
            Files = _folder.Files,
        };
    }
}
