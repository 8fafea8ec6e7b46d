"""A small, bounded, honest threaded pipeline. Start with ``PipelineManager``; the README shows how.

Reading order: arguments, text, frames, errors, utils, meter, diagnosis, channel, order, stage, worker, pool,
source, crew, delivery, view, pipeline_manager; demo is the pipeline that ``python -m pipeline_core`` runs.
"""

from pipeline_core.channel import Channel, StopEvent
from pipeline_core.diagnosis import Diagnosis, Stats
from pipeline_core.errors import Failure, PipelineError, PipelineStopped
from pipeline_core.meter import Trace
from pipeline_core.pipeline_manager import PipelineManager
from pipeline_core.pool import PoolWorker
from pipeline_core.utils import SENTINEL, SKIP, batched, get_logger, robust_put
from pipeline_core.worker import BaseWorker

# fmt: off
__all__ = [
    "SENTINEL", "SKIP", "BaseWorker", "Channel", "Diagnosis", "Failure", "PipelineError",
    "PipelineManager", "PipelineStopped", "PoolWorker", "Stats", "StopEvent", "Trace", "batched",
    "get_logger", "robust_put",
]
