using FoundationModels.Import.Architectures;
using FoundationModels.Packages;

namespace FoundationModels.Import;

/// <summary>Turns a model file into a model package.</summary>
internal static class ModelImporter
{
    /// <summary>The number of the packages' format. It changes when a package that is imported again would be better or different.</summary>
    public const int Format = ModelPackage.NewestFormat;

    private const int HeadSizeUnit = 16;

    /// <summary>Imports a model.</summary>
    /// <param name="sourcePath">A GGUF file, or a folder in the form of Hugging Face.</param>
    /// <param name="destinationFolder">The package's folder, which is created; files of the same names are overwritten.</param>
    /// <param name="options">What to write.</param>
    /// <param name="progress">Hears of progress, or null.</param>
    /// <param name="cancellationToken">Stops the import; what was written so far stays.</param>
    /// <exception cref="ModelFormatException">The file is corrupt or unsupported.</exception>
    public static Task ImportAsync(
        string sourcePath,
        string destinationFolder,
        ModelImportOptions options,
        IProgress<ModelImportProgress>? progress,
        CancellationToken cancellationToken) =>
        ImportChangedAsync(sourcePath, destinationFolder, null, options, progress, cancellationToken);

    /// <summary>Imports a model whose linear maps are changed on the way.</summary>
    /// <param name="sourcePath">A GGUF file, or a folder in the form of Hugging Face.</param>
    /// <param name="destinationFolder">The package's folder, which is created; files of the same names are overwritten.</param>
    /// <param name="change">What is done to the maps, or null.</param>
    /// <param name="options">What to write.</param>
    /// <param name="progress">Hears of progress, or null.</param>
    /// <param name="cancellationToken">Stops the import; what was written so far stays.</param>
    /// <exception cref="ModelFormatException">The file is corrupt or unsupported.</exception>
    public static Task ImportChangedAsync(
        string sourcePath,
        string destinationFolder,
        IModelChange? change,
        ModelImportOptions options,
        IProgress<ModelImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(sourcePath);
        ArgumentException.ThrowIfNullOrEmpty(destinationFolder);
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => Import(sourcePath, destinationFolder, change, options, progress, cancellationToken), cancellationToken);
    }

    /// <summary>Makes every check of an import that needs no pass over the weights, and writes nothing.</summary>
    /// <exception cref="ModelFormatException">The file is corrupt or unsupported.</exception>
    public static void Validate(string sourcePath)
    {
        using ModelSource source = new(sourcePath);
        IDecoderArchitecture architecture = DecoderArchitectures.Read(source);
        _ = source.File.ReadVocabulary(architecture.Shape.Vocabulary);
        _ = source.File.ReadChatTemplate();
        if (source.File.ReadTokenizer() is { } tokenizer)
            _ = Tokenizer.Parse(tokenizer, sourcePath);
    }

    /// <summary>Such a file is correct, but no kernel of ONNX Runtime attends with its heads.</summary>
    private static void CheckHeadSize(ModelSource source, int headSize)
    {
        if (headSize % HeadSizeUnit != 0)
        {
            throw source.Fault(
                source.Key("attention.key_length"), $"Heads of {headSize} values are unsupported; ONNX Runtime needs a multiple of {HeadSizeUnit}.");
        }
    }

    private static void Import(
        string sourcePath, string folder, IModelChange? change, ModelImportOptions options, IProgress<ModelImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        using ModelSource source = new(sourcePath, change);
        IDecoderArchitecture architecture = DecoderArchitectures.Read(source);
        VocabularyFacts vocabulary = source.File.ReadVocabulary(architecture.Shape.Vocabulary);
        CheckHeadSize(source, architecture.Shape.Attention.HeadSize);
        Directory.CreateDirectory(folder);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<string> signature = Task.Run(() => SourceSignature.Compute(source, stop.Token), CancellationToken.None);
        try
        {
            ImportProgress counter = new(source, progress);
            using PackageWriter package = new(source, architecture, vocabulary, folder, options, counter, cancellationToken);
            package.Write(signature);
        }
        finally
        {
            // The signature reads the mapped file, which must not be closed under it.
            stop.Cancel();
            ((IAsyncResult)signature).AsyncWaitHandle.WaitOne();
        }
    }
}
