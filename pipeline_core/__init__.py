"""A small, bounded, honest threaded pipeline. Start with ``PipelineManager``; the README shows how.

Reading order: utils, errors, channel, trace, stage, worker, source, crew, pipeline_manager.
"""

from pipeline_core.channel import Channel, StopEvent
from pipeline_core.errors import Failure, PipelineError, PipelineStopped
from pipeline_core.pipeline_manager import PipelineManager
from pipeline_core.trace import Diagnosis, Stats, Trace
from pipeline_core.utils import SENTINEL, SKIP, batched, get_logger, robust_put
from pipeline_core.worker import BaseWorker, PoolWorker

__all__ = [
    "SENTINEL",
    "SKIP",
    "BaseWorker",
    "Channel",
    "Diagnosis",
    "Failure",
    "PipelineError",
    "PipelineManager",
    "PipelineStopped",
    "PoolWorker",
    "Stats",
    "StopEvent",
    "Trace",
    "batched",
    "get_logger",
    "robust_put",
]
