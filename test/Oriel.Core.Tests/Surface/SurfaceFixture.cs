using System;
using System.Collections.Generic;
using System.Reflection;
using Oriel.Surface;
using Oriel.Surface.Reading;

namespace Oriel.Core.Tests.Surface;

/// <summary>Both assemblies, opened as data once for all tests of a class.</summary>
public sealed class SurfaceFixture : IDisposable
{
    private readonly MetadataAssembly _official = MetadataAssembly.Open(Repository.OfficialAssembly);
    private readonly MetadataAssembly _oriel = MetadataAssembly.Open(OrielPath);

    public SurfaceFixture()
    {
        OfficialTypes = SurfaceReader.Read(Official);
        OrielTypes = SurfaceReader.Read(Oriel);
    }

    internal static string OrielPath => typeof(NotBuilt).Assembly.Location;

    internal Assembly Official => _official.Assembly;

    internal Assembly Oriel => _oriel.Assembly;

    internal IReadOnlyList<SurfaceType> OfficialTypes { get; }

    internal IReadOnlyList<SurfaceType> OrielTypes { get; }

    public void Dispose()
    {
        _official.Dispose();
        _oriel.Dispose();
    }
}
