using System.Linq;
using System.Threading.Tasks;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Oriel.Benchmarks.Harness;

namespace Oriel.Benchmarks.Questions;

/// <summary>What do writing a command and reading its answer cost, without any browser? BenchmarkDotNet's kind of question, so it answers it.</summary>
internal sealed class Codec : IQuestion
{
    public static string Name => "codec";

    public static Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("Writing Runtime.evaluate and reading its answer, without a browser");
        using ScratchFolder artifacts = new();

        // In this process: the default toolchain would build another project, for which it needs a package feed.
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(artifacts.Path)
            .WithOptions(ConfigOptions.DisableLogFile);
        AccumulationLogger text = new();
        Summary summary = BenchmarkRunner.Run<CodecBenchmarks>(config);
        MarkdownExporter.Console.ExportToLog(summary, text);
        report.Line(string.Join('\n', text.GetLog().Split('\n').SkipWhile(static line => !line.StartsWith('|')).Select(static line => line.TrimEnd())));
        return Task.CompletedTask;
    }
}
